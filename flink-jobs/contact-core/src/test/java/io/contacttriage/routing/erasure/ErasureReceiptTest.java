package io.contacttriage.routing.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.contacttriage.routing.KeyedHash;
import io.contacttriage.routing.TestingSchemas;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ErasureReceiptTest {
  private static final String SCHEMA = "erasure-receipt.schema.json";
  private static final Instant AT = Instant.parse("2026-11-22T08:30:04.002Z");
  private static final String SECRET = "of-the-tests-0123456789-abcdefgh";

  private final ErasureReceiptWriter writer = new ErasureReceiptWriter();

  @Test
  void theExampleOfTheSchemaIsWhatIsWritten() throws Exception {
    ErasureReceipt receipt =
        new ErasureReceipt(
            "3f0c7e52-2a9e-4a77-9d0b-52c1a8f0e6b1",
            null,
            new ErasedCounts(1, 2, 100).plus(new ErasedCounts(2, 0, 18)),
            1,
            2,
            AT,
            "0.1.0");

    assertThat(new ObjectMapper().readTree(writer.write(receipt)))
        .isEqualTo(TestingSchemas.examples(SCHEMA).get(0));
  }

  @Test
  void aSealedCustomerFitsTheSchema() throws Exception {
    String seal = new KeyedHash(SECRET).seal("u-7");

    assertThat(
            TestingSchemas.violations(
                SCHEMA,
                writer.write(new ErasureReceipt("r", seal, ErasedCounts.NONE, 0, 1, AT, "0.1.0"))))
        .isEmpty();
  }
}
