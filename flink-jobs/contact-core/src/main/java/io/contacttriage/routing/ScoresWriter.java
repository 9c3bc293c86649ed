package io.contacttriage.routing;

import com.fasterxml.jackson.core.JsonGenerator;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/** Scores in JSON, the same on decisions and in the audit: four decimals, fixed field order. */
final class ScoresWriter {
  private static final int DECIMALS = 4;
  private static final int UNITS = 10_000;
  private static final String[] SCORES = scores();

  private ScoresWriter() {}

  /** Topics and urgencies that round to zero are left out: most of them do. */
  static void write(Scores scores, JsonGenerator out) throws IOException {
    if (scores == null) {
      out.writeNullField("scores");
      return;
    }
    out.writeObjectFieldStart("scores");
    out.writeObjectFieldStart("topic");
    out.writeStringField("label", scores.topic().label());
    score("confidence", scores.topicConfidence(), out);
    out.writeEndObject();
    out.writeObjectFieldStart("topics");
    for (Topic topic : Topic.values()) {
      unlessZero(topic.label(), scores.topics()[topic.ordinal()], out);
    }
    out.writeEndObject();
    out.writeObjectFieldStart("urgency");
    out.writeStringField("label", scores.urgency().label());
    score("score", scores.urgencyScore(), out);
    out.writeEndObject();
    out.writeObjectFieldStart("urgencies");
    for (Urgency urgency : Urgency.values()) {
      unlessZero(urgency.label(), scores.urgencies()[urgency.ordinal()], out);
    }
    out.writeEndObject();
    out.writeObjectFieldStart("harm");
    for (HarmLabel label : HarmLabel.values()) {
      score(label.label(), scores.harm(label), out);
    }
    out.writeEndObject();
    texts("flags", scores.flags().stream().map(HarmLabel::label).toList(), out);
    out.writeStringField("language", scores.language());
    score("languageConfidence", scores.languageConfidence(), out);
    out.writeStringField("tier", scores.tier());
    out.writeEndObject();
  }

  static void texts(String name, List<String> texts, JsonGenerator out) throws IOException {
    out.writeArrayFieldStart(name);
    for (String text : texts) {
      out.writeString(text);
    }
    out.writeEndArray();
  }

  private static void unlessZero(String name, double score, JsonGenerator out) throws IOException {
    if (Math.round(score * UNITS) != 0) {
      score(name, score, out);
    }
  }

  static void score(String name, double score, JsonGenerator out) throws IOException {
    out.writeFieldName(name);
    out.writeNumber(SCORES[(int) Math.round(score * UNITS)]);
  }

  /** Every score from 0 to 1 as it is written: there are thirty on each decision. */
  private static String[] scores() {
    String[] scores = new String[UNITS + 1];
    for (int units = 0; units <= UNITS; units++) {
      // Plain: a BigDecimal of its own would write 1E-4.
      scores[units] = BigDecimal.valueOf(units, DECIMALS).stripTrailingZeros().toPlainString();
    }
    return scores;
  }
}
