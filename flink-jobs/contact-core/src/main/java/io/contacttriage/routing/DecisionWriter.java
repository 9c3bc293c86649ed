package io.contacttriage.routing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.contacttriage.scoring.HarmLabel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    ScoresWriter.texts("skills", decision.skills(), out);
    ScoresWriter.texts("tags", decision.tags(), out);
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
    ScoresWriter.texts(
        "labels", decision.exposure().labels().stream().map(HarmLabel::label).toList(), out);
    out.writeEndObject();
    ScoresWriter.write(decision.scores(), out);
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
        ScoresWriter.score("margin", reason.margin(), out);
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
