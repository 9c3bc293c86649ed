package io.contacttriage.routing.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.contacttriage.contact.Customer;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.routing.policy.PolicyTest.Expectation;
import io.contacttriage.routing.policy.PolicyTest.Given;
import io.contacttriage.routing.policy.PolicyTest.GivenContact;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes the tests inside policies, everything that they give written out. */
final class PolicyTestWriter {
  private final JsonGenerator out;

  private PolicyTestWriter(JsonGenerator out) {
    this.out = out;
  }

  static void write(PolicyTest test, JsonGenerator out) throws IOException {
    PolicyTestWriter writer = new PolicyTestWriter(out);
    out.writeStartObject();
    out.writeStringField("name", test.name());
    writer.given(test.given());
    writer.expectation(test.expect());
    out.writeEndObject();
  }

  private void given(Given given) throws IOException {
    out.writeObjectFieldStart("given");
    out.writeStringField("topic", given.topic().label());
    out.writeNumberField("topic_confidence", given.topicConfidence());
    scores("topics", given.topics(), Topic::label);
    out.writeStringField("urgency", given.urgency().label());
    out.writeNumberField("urgency_confidence", given.urgencyConfidence());
    scores("urgencies", given.urgencies(), Urgency::label);
    scores("harm", given.harm(), HarmLabel::label);
    out.writeStringField("language", given.language());
    out.writeNumberField("language_confidence", given.languageConfidence());
    contact(given.contact());
    customer(given.customer());
    memory(given.memory());
    out.writeObjectFieldStart("attributes");
    for (Map.Entry<String, String> attribute : given.attributes().entrySet()) {
      out.writeStringField(attribute.getKey(), attribute.getValue());
    }
    out.writeEndObject();
    out.writeObjectFieldStart("attachments");
    out.writeNumberField("count", given.attachmentCount());
    scores("signals", given.attachmentSignals(), name -> name);
    out.writeEndObject();
    texts("terms", List.copyOf(given.terms()));
    out.writeStringField("receivedAt", given.receivedAt().toString());
    out.writeEndObject();
  }

  private <T> void scores(String name, Map<T, Double> scores, Function<T, String> label)
      throws IOException {
    out.writeObjectFieldStart(name);
    for (Map.Entry<T, Double> score : scores.entrySet()) {
      out.writeNumberField(label.apply(score.getKey()), score.getValue());
    }
    out.writeEndObject();
  }

  private void contact(GivenContact contact) throws IOException {
    out.writeObjectFieldStart("contact");
    out.writeStringField("channel", contact.channel().wireName());
    text("country", contact.country());
    text("language_hint", contact.languageHint());
    text("script", contact.script());
    out.writeNumberField("characters", contact.characters());
    for (Map.Entry<String, Integer> masked : contact.masked().entrySet()) {
      out.writeNumberField("masked_" + masked.getKey(), masked.getValue());
    }
    out.writeEndObject();
  }

  private void customer(Customer customer) throws IOException {
    out.writeObjectFieldStart("customer");
    text("tier", customer.tier());
    text("account_type", customer.accountType());
    text("age_band", customer.ageBand());
    out.writeEndObject();
  }

  private void memory(RoutingMemory memory) throws IOException {
    out.writeObjectFieldStart("memory");
    out.writeNumberField("contacts_1d", memory.contacts1d());
    out.writeNumberField("contacts_7d", memory.contacts7d());
    out.writeNumberField("contacts_30d", memory.contacts30d());
    if (!memory.lastQueue().isEmpty()) {
      out.writeStringField("last_queue", memory.lastQueue());
    }
    out.writeEndObject();
  }

  private void expectation(Expectation expect) throws IOException {
    out.writeObjectFieldStart("expect");
    text("queue", expect.queue());
    text("priority", expect.priority());
    texts("skills", expect.skills());
    texts("tags", expect.tags());
    texts("clocks", expect.clocks());
    text("selfService", expect.selfService());
    text("respondWithin", expect.respondWithin());
    text("exposure", expect.exposure() == null ? null : expect.exposure().wireName());
    out.writeEndObject();
  }

  private void text(String name, Object value) throws IOException {
    if (value != null) {
      out.writeStringField(name, value.toString());
    }
  }

  private void texts(String name, List<String> values) throws IOException {
    if (!values.isEmpty()) {
      out.writeArrayFieldStart(name);
      for (String value : values) {
        out.writeString(value);
      }
      out.writeEndArray();
    }
  }
}
