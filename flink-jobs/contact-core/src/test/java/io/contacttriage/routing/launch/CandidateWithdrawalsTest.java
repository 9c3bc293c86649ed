package io.contacttriage.routing.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.contacttriage.routing.TestingSchemas;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CandidateWithdrawalsTest {
  private static final String SCHEMA = "policy-withdrawal.schema.json";

  @Test
  void theExampleOfTheSchemaIsReadAndWrittenAgain() throws Exception {
    JsonNode example = TestingSchemas.examples(SCHEMA).get(0);
    byte[] bytes = example.toString().getBytes(StandardCharsets.UTF_8);

    byte[] again = CandidateWithdrawals.write(CandidateWithdrawals.read(bytes));

    assertThat(new ObjectMapper().readTree(again)).isEqualTo(example);
  }

  @Test
  void aPersonsWithdrawalComesBackEqual() throws Exception {
    CandidateWithdrawal withdrawal =
        new CandidateWithdrawal(3, CandidateWithdrawal.By.PERSON, "Ana", null, Instant.EPOCH);
    byte[] bytes = CandidateWithdrawals.write(withdrawal);

    assertThat(TestingSchemas.violations(SCHEMA, bytes)).isEmpty();
    assertThat(CandidateWithdrawals.read(bytes)).isEqualTo(withdrawal);
  }

  @Test
  void otherBytesAreNoWithdrawal() {
    for (String other :
        new String[] {"", "null", "{", "[]", "{\"version\":0}", "{\"version\":1}"}) {
      assertThatThrownBy(() -> CandidateWithdrawals.read(other.getBytes(StandardCharsets.UTF_8)))
          .as(other)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
