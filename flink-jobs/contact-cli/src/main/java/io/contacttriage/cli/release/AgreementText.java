package io.contacttriage.cli.release;

import com.fasterxml.jackson.core.JsonGenerator;
import io.contacttriage.cli.tools.JsonText;
import io.contacttriage.cli.tools.TextTable;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.ScoreAgreement;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;

/** How far a candidate agrees with the active bundle, for people and for machines. */
final class AgreementText {
  private AgreementText() {}

  /** Prints what was compared; it must be something. */
  static void print(ScoreAgreement agreement, PrintWriter out) {
    out.println("same topic    " + percent(agreement.sameTopic(), agreement));
    out.println("same urgency  " + percent(agreement.sameUrgency(), agreement));
    out.println();
    TextTable table =
        new TextTable("harm label", "both flag", "active only", "candidate only", "mean shift");
    for (HarmLabel label : HarmLabel.values()) {
      table.row(
          label.label(),
          Long.toString(agreement.flaggedByBoth(label)),
          Long.toString(agreement.flaggedByLiveOnly(label)),
          Long.toString(agreement.flaggedByCandidateOnly(label)),
          String.format(Locale.ROOT, "%+.4f", agreement.meanShift(label)));
    }
    out.print(table.render());
  }

  /** Writes fields into the object that is open. */
  static void write(ScoreAgreement agreement, JsonGenerator json) throws IOException {
    json.writeNumberField("contacts", agreement.compared());
    json.writeNumberField("sameTopic", agreement.sameTopic());
    json.writeNumberField("sameUrgency", agreement.sameUrgency());
    json.writeObjectFieldStart("harm");
    for (HarmLabel label : HarmLabel.values()) {
      json.writeObjectFieldStart(label.label());
      json.writeNumberField("flaggedByBoth", agreement.flaggedByBoth(label));
      json.writeNumberField("flaggedByActiveOnly", agreement.flaggedByLiveOnly(label));
      json.writeNumberField("flaggedByCandidateOnly", agreement.flaggedByCandidateOnly(label));
      JsonText.number(json, "meanShift", agreement.meanShift(label));
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static String percent(long contacts, ScoreAgreement agreement) {
    return String.format(Locale.ROOT, "%5.1f %%", 100.0 * contacts / agreement.compared());
  }
}
