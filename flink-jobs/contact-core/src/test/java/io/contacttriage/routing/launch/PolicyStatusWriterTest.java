package io.contacttriage.routing.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.contacttriage.routing.TestingSchemas;
import io.contacttriage.routing.launch.PolicyStatus.Outcome;
import io.contacttriage.routing.launch.PolicyStatus.Role;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyStatusWriterTest {
  private static final String SCHEMA = "policy-status.schema.json";
  private static final Instant AT = Instant.parse("2026-11-22T08:30:01.002Z");

  private final PolicyStatusWriter writer = new PolicyStatusWriter();

  @Test
  void theExampleOfTheSchemaIsWhatIsWritten() throws Exception {
    PolicyStatus status =
        new PolicyStatus("shipped", 8L, Role.LIVE, Outcome.ACCEPTED, List.of(), 1, 2, AT, 12);

    assertThat(new ObjectMapper().readTree(writer.write(status)))
        .isEqualTo(TestingSchemas.examples(SCHEMA).get(0));
  }

  @Test
  void everyRoleAndOutcomeFitsTheSchema() throws Exception {
    for (Role role : Role.values()) {
      for (Outcome outcome : Outcome.values()) {
        PolicyStatus unread =
            new PolicyStatus(null, null, role, outcome, List.of("a problem"), 0, 1, AT, 0);

        assertThat(TestingSchemas.violations(SCHEMA, writer.write(unread))).isEmpty();
      }
    }
  }
}
