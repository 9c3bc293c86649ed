package io.contacttriage.routing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;

/**
 * Writes decisions as JSON ({@code config/schemas/route.schema.json}): fixed field order and four
 * decimals, so that the same decision gives the same bytes. The routing key and the trace context
 * are not in it: they are the record's key and a header. Thread-safe.
 */
public final class DecisionWriter {
  /** Of the JSON; changes when a consumer would have to. */
  public static final int SCHEMA_VERSION = 1;

  private static final JsonFactory JSON = new JsonFactory();
  private static final int DECIMALS = 4;
  private static final int UNITS = 10_000;
  private static final String[] SCORES = scores();

  /** UTF-8, one line. */
  public byte[] write(RoutingDecision decision) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      write(decision, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(RoutingDecision decision, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeNumberField("schemaVersion", SCHEMA_VERSION);
    out.writeStringField("decisionId", decision.decisionId());
    out.writeStringField("contactId", decision.contactId());
    out.writeStringField("queue", decision.queue());
    out.writeStringField("priority", decision.priority().name());
    writeTexts("skills", decision.skills(), out);
    writeTexts("tags", decision.tags(), out);
    out.writeStringField("respondBy", decision.respondBy().toString());
    out.writeArrayFieldStart("clocks");
    for (DueClock clock : decision.clocks()) {
      out.writeStartObject();
      out.writeStringField("law", clock.law());
      out.writeStringField("due", clock.due().toString());
      out.writeEndObject();
    }
    out.writeEndArray();
    writeSelfService(decision.selfService(), out);
    out.writeObjectFieldStart("exposure");
    out.writeStringField("class", decision.exposure().severity().wireName());
    writeTexts("labels", decision.exposure().labels().stream().map(HarmLabel::label).toList(), out);
    out.writeEndObject();
    writeScores(decision.scores(), out);
    writeReasons(decision.reasons(), out);
    out.writeStringField("degraded", decision.degraded());
    out.writeObjectFieldStart("versions");
    out.writeStringField("policy", decision.policyVersion());
    out.writeStringField("model", decision.modelVersion());
    out.writeStringField("job", decision.jobVersion());
    out.writeEndObject();
    out.writeStringField("receivedAt", decision.receivedAt().toString());
    out.writeStringField("decidedAt", decision.decidedAt().toString());
    out.writeEndObject();
  }

  private static void writeSelfService(String articleId, JsonGenerator out) throws IOException {
    if (articleId == null) {
      out.writeNullField("selfService");
      return;
    }
    out.writeObjectFieldStart("selfService");
    out.writeStringField("articleId", articleId);
    out.writeEndObject();
  }

  private static void writeReasons(List<Reason> reasons, JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("reasons");
    for (Reason reason : reasons) {
      out.writeStartObject();
      out.writeStringField("policy", reason.policy());
      out.writeStringField("rule", reason.rule());
      if (reason.margin() == null) {
        out.writeNullField("margin");
      } else {
        writeScore("margin", reason.margin(), out);
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /** Topics and urgencies that round to zero are left out: most of them do. */
  private static void writeScores(Scores scores, JsonGenerator out) throws IOException {
    if (scores == null) {
      out.writeNullField("scores");
      return;
    }
    out.writeObjectFieldStart("scores");
    out.writeObjectFieldStart("topic");
    out.writeStringField("label", scores.topic().label());
    writeScore("confidence", scores.topicConfidence(), out);
    out.writeEndObject();
    out.writeObjectFieldStart("topics");
    for (Topic topic : Topic.values()) {
      writeUnlessZero(topic.label(), scores.topics()[topic.ordinal()], out);
    }
    out.writeEndObject();
    out.writeObjectFieldStart("urgency");
    out.writeStringField("label", scores.urgency().label());
    writeScore("score", scores.urgencyScore(), out);
    out.writeEndObject();
    out.writeObjectFieldStart("urgencies");
    for (Urgency urgency : Urgency.values()) {
      writeUnlessZero(urgency.label(), scores.urgencies()[urgency.ordinal()], out);
    }
    out.writeEndObject();
    out.writeObjectFieldStart("harm");
    for (HarmLabel label : HarmLabel.values()) {
      writeScore(label.label(), scores.harm(label), out);
    }
    out.writeEndObject();
    writeTexts("flags", scores.flags().stream().map(HarmLabel::label).toList(), out);
    out.writeStringField("language", scores.language());
    writeScore("languageConfidence", scores.languageConfidence(), out);
    out.writeStringField("tier", scores.tier());
    out.writeEndObject();
  }

  private static void writeTexts(String name, List<String> texts, JsonGenerator out)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (String text : texts) {
      out.writeString(text);
    }
    out.writeEndArray();
  }

  private static void writeUnlessZero(String name, double score, JsonGenerator out)
      throws IOException {
    if (Math.round(score * UNITS) != 0) {
      writeScore(name, score, out);
    }
  }

  private static void writeScore(String name, double score, JsonGenerator out) throws IOException {
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
