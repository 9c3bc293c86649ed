package io.contacttriage.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.contacttriage.contact.ContactFacts;
import io.contacttriage.routing.policy.PolicyEvaluator;
import io.contacttriage.routing.policy.RoutingRules;
import io.contacttriage.routing.policy.TestingCase;
import io.contacttriage.routing.policy.TestingRandomBook;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuditWriterTest {
  private static final String SCHEMA = "audit.schema.json";
  private static final PolicyEvaluator EVALUATOR = PolicyEvaluator.compile(TestingRandomBook.of(1));

  @Test
  void everyRecordFitsTheSchema() throws IOException {
    for (int seed = 0; seed < 50; seed++) {
      assertThat(TestingSchemas.violations(SCHEMA, new AuditWriter().write(decided(seed))))
          .as("seed " + seed)
          .isEmpty();
    }
    ScoredContact unscored =
        new ScoredContact(TestingCase.random(1).contact().facts(), null, "no_model", null);
    AuditRecord record = AuditRecord.scored(unscored, RoutingMemory.NONE, Set.of());
    assertThat(TestingSchemas.violations(SCHEMA, new AuditWriter().write(record))).isEmpty();
  }

  @Test
  void whatWasReadIsWrittenTheSame() {
    for (int seed = 0; seed < 50; seed++) {
      byte[] json = new AuditWriter().write(decided(seed));

      assertThat(new AuditWriter().write(new AuditReader().read(json))).isEqualTo(json);
    }
  }

  @Test
  void nothingThatIdentifiesIsKept() {
    ContactFacts facts =
        TestingContacts.contact(Topic.OTHER, Urgency.LOW)
            .attribute("app", "lite")
            .attribute("mail", "someone@example.org")
            .facts();
    ScoredContact contact = new ScoredContact(facts, null, "no_model", null);

    AuditRecord record = AuditRecord.scored(contact, RoutingMemory.NONE, Set.of("app", "absent"));

    assertThat(record.contact().facts().attributes()).isEqualTo(Map.of("app", "lite"));
    assertThat(new String(new AuditWriter().write(record), UTF_8))
        .contains(facts.contactId())
        .doesNotContain(facts.routingKey())
        .doesNotContain(facts.traceparent())
        .doesNotContain("someone@example.org");
  }

  @Test
  void theExamplesOfTheSchemaCanBeReadAndFitIt() throws IOException {
    JsonNode examples = TestingSchemas.examples(SCHEMA);

    assertThat(examples).isNotEmpty();
    for (JsonNode example : examples) {
      assertThat(TestingSchemas.violations(SCHEMA, example)).isEmpty();
      byte[] json = example.toString().getBytes(UTF_8);
      assertThat(new String(new AuditWriter().write(new AuditReader().read(json)), UTF_8))
          .isEqualTo(example.toString());
    }
  }

  @Test
  void aFieldThatIsMissingOrWrongIsNamed() {
    String json = new String(new AuditWriter().write(decided(3)), UTF_8);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(json.replace("\"contacts7d\"", "\"contacts8d\"")))
        .withMessage("/memory/contacts7d: the field is missing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(json.replace("\"schemaVersion\":1", "\"schemaVersion\":2")))
        .withMessage("/schemaVersion: wanted 1, found 2");
    assertThatIllegalArgumentException().isThrownBy(() -> read("{"));
    assertThatIllegalArgumentException().isThrownBy(() -> read(""));
  }

  private static AuditRecord decided(int seed) {
    TestingCase random = TestingCase.random(seed);
    RoutingDecision decision =
        RoutingRules.decide(
            random.contact(),
            random.memory(),
            EVALUATOR,
            "job-1",
            TestingContacts.RECEIVED_AT.plusMillis(seed));
    return AuditRecord.decided(random.contact(), random.memory(), decision, EVALUATOR.attributes());
  }

  private static AuditRecord read(String json) {
    return new AuditReader().read(json.getBytes(UTF_8));
  }
}
