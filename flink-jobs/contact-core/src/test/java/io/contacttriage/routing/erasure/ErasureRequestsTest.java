package io.contacttriage.routing.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.contacttriage.routing.TestingSchemas;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErasureRequestsTest {
  private static final String SCHEMA = "erasure.schema.json";
  private static final Instant AT = Instant.parse("2026-11-22T08:30:00Z");

  @Test
  void theExampleOfTheSchemaIsWhatIsWrittenAndRead() throws Exception {
    ErasureRequest request =
        new ErasureRequest(
            "3f0c7e52-2a9e-4a77-9d0b-52c1a8f0e6b1",
            "u-7",
            List.of("v-31"),
            List.of(),
            AT,
            "privacy-desk");
    byte[] written = ErasureRequests.write(request);

    assertThat(new ObjectMapper().readTree(written))
        .isEqualTo(TestingSchemas.examples(SCHEMA).get(0));
    assertThat(ErasureRequests.read(written)).isEqualTo(request);
    assertThat(request.subjects()).containsExactly("u-7", "v-31");
  }

  @Test
  void withoutACustomerItsConversationsOrContactsAreEnough() throws Exception {
    byte[] written =
        ErasureRequests.write(
            new ErasureRequest("r", null, List.of(), List.of("c-1", "c-2"), AT, "desk"));

    assertThat(TestingSchemas.violations(SCHEMA, written)).isEmpty();
    assertThat(ErasureRequests.read(written).subjects()).containsExactly("c-1", "c-2");
  }

  @Test
  void listsThatAreLeftOutAreEmpty() {
    assertThat(
            read(
                "{\"requestId\":\"r\",\"customerId\":\"u-7\",\"later\":[1],"
                    + "\"requestedAt\":\"2026-11-22T08:30:00Z\",\"requestedBy\":\"desk\"}"))
        .isEqualTo(new ErasureRequest("r", "u-7", List.of(), List.of(), AT, "desk"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"requestId\":",
        "{} {}",
        "{\"customerId\":\"secret-7\",\"customerId\":\"secret-8\"}",
        "{\"requestId\":\"r\",\"requestedAt\":\"2026-11-22T08:30:00Z\",\"requestedBy\":\"d\"}",
        "{\"requestId\":\"r\",\"customerId\":\"secret-7\",\"requestedBy\":\"d\"}",
        "{\"requestId\":\"r\",\"customerId\":\"secret-7\",\"requestedAt\":\"secret-7\","
            + "\"requestedBy\":\"d\"}",
        "{\"requestId\":\"r\",\"customerId\":7,\"requestedAt\":\"2026-11-22T08:30:00Z\","
            + "\"requestedBy\":\"d\"}",
        "{\"requestId\":\"r\",\"conversationIds\":\"secret-7\","
            + "\"requestedAt\":\"2026-11-22T08:30:00Z\",\"requestedBy\":\"d\"}",
        "{\"requestId\":\"r\",\"contactIds\":[null],"
            + "\"requestedAt\":\"2026-11-22T08:30:00Z\",\"requestedBy\":\"d\"}"
      })
  void whatIsNoRequestIsRefusedAndNotQuoted(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("wanted")
        .hasMessageNotContaining("secret");
  }

  @Test
  void aRequestNamesAtMostAThousandIds() {
    assertThatThrownBy(
            () ->
                new ErasureRequest(
                    "r", "u-7", Collections.nCopies(1_000, "v"), List.of(), AT, "desk"))
        .hasMessageContaining("wanted 1 to 1000")
        .hasMessageContaining("found 1001");
    assertThatThrownBy(
            () -> new ErasureRequest("r", "x".repeat(257), List.of(), List.of(), AT, "desk"))
        .hasMessageContaining("customerId: wanted 1 to 256 characters");
  }

  private static ErasureRequest read(String json) {
    return ErasureRequests.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
