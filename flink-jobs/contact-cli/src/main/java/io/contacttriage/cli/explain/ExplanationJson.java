package io.contacttriage.cli.explain;

import com.fasterxml.jackson.core.JsonGenerator;
import io.contacttriage.cli.tools.JsonText;
import io.contacttriage.cli.tools.ScoresJson;
import io.contacttriage.contact.ContactFacts;
import io.contacttriage.routing.DecisionWriter;
import io.contacttriage.routing.explain.RouteChange;
import io.contacttriage.routing.explain.RuleTrace;
import io.contacttriage.routing.explain.UnmetPart;
import io.contacttriage.routing.explain.UnmetPart.Seen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** An explanation for machines; the decision as the topic carries it. */
final class ExplanationJson {
  private final Explanation explanation;

  ExplanationJson(Explanation explanation) {
    this.explanation = explanation;
  }

  /** On one line. */
  String text() {
    return JsonText.write(this::write);
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("contact");
    contact(json, explanation.contact().facts());
    json.writeEndObject();
    if (explanation.contact().scores() != null) {
      json.writeObjectFieldStart("scores");
      ScoresJson.writeFields(json, explanation.contact().scores());
      json.writeEndObject();
    }
    json.writeArrayFieldStart("rules");
    for (RuleTrace rule : explanation.rules()) {
      write(json, rule);
    }
    json.writeEndArray();
    json.writeFieldName("decision");
    json.writeRawValue(
        new String(new DecisionWriter().write(explanation.decision()), StandardCharsets.UTF_8));
    json.writeArrayFieldStart("changes");
    for (RouteChange change : explanation.changes()) {
      write(json, change);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void contact(JsonGenerator json, ContactFacts facts) throws IOException {
    json.writeStringField("id", facts.contactId());
    json.writeNumberField("characters", facts.characters());
    if (explanation.tokens() != null) {
      json.writeNumberField("tokens", explanation.tokens());
    }
    json.writeStringField("script", facts.script());
    json.writeObjectFieldStart("masked");
    for (Map.Entry<String, Integer> entry : facts.masked().entrySet()) {
      json.writeNumberField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, RuleTrace rule) throws IOException {
    json.writeStartObject();
    json.writeStringField("policy", rule.policy());
    json.writeStringField("rule", rule.rule().id());
    json.writeStringField("outcome", rule.outcome().name().toLowerCase(Locale.ROOT));
    json.writeBooleanField("tried", rule.asked());
    if (rule.isMatched()) {
      json.writeStringField("effect", rule.effect());
    }
    if (rule.margin() != null) {
      JsonText.number(json, "margin", rule.margin());
    }
    json.writeArrayFieldStart("unmet");
    for (UnmetPart part : rule.unmet()) {
      json.writeStartObject();
      json.writeStringField("condition", part.text());
      json.writeArrayFieldStart("seen");
      for (Seen seen : part.seen()) {
        json.writeStartObject();
        json.writeStringField("variable", seen.variable());
        json.writeFieldName("value");
        value(json, seen.value());
        if (seen.away() != null) {
          JsonText.number(json, "away", seen.away());
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, RouteChange change) throws IOException {
    json.writeStartObject();
    json.writeStringField("queue", change.to().queue());
    json.writeStringField("priority", change.to().priority().name());
    json.writeStringField("selfService", change.to().selfService());
    json.writeStringField("by", change.by());
    json.writeStringField("variable", change.variable().name());
    json.writeFieldName("was");
    value(json, change.was());
    json.writeFieldName("wouldBe");
    value(json, change.wouldBe());
    if (change.distance() != null) {
      JsonText.number(json, "distance", change.distance());
    }
    json.writeEndObject();
  }

  private static void value(JsonGenerator json, Object value) throws IOException {
    if (value instanceof String text) {
      json.writeString(text);
    } else {
      json.writeRawValue(ValueText.of(value));
    }
  }
}
