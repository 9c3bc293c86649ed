package io.contacttriage.routing.outcome;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.contacttriage.routing.TestingSchemas;
import io.contacttriage.scoring.HarmLabel;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelReaderTest {
  private static final String WHO =
      "\"contactId\":\"c-1\",\"correctedBy\":\"agent-7\",\"labelledAt\":\"2026-11-22T11:00:00Z\"";

  @Test
  void theExampleOfTheSchemaIsALabel() throws IOException {
    JsonNode example = TestingSchemas.examples("label.schema.json").get(0);

    Label label = new LabelReader().read(example.toString().getBytes(UTF_8));

    assertThat(TestingSchemas.violations("label.schema.json", example)).isEmpty();
    assertThat(label.queue()).isEqualTo("payments");
    assertThat(label.topic()).isNull();
    assertThat(label.harm()).containsExactly(HarmLabel.SCAM);
    assertThat(label.correctedBy()).isEqualTo("quality-review");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "\"topic\":\"weather\"|/topic: wanted one of the words of Topic",
        "\"harm\":[\"rudeness\"]|/harm: wanted one of the words of HarmLabel",
        "\"harm\":\"scam\"|/harm: wanted a list",
        "\"queue\":7|/queue: wanted text",
        "\"firstTouchAt\":\"today\"|/firstTouchAt: wanted a time in UTC",
        "\"topic\":null|wanted at least one thing that was judged",
      })
  void aFaultIsNamedByItsField(String fields, String problem) {
    assertThatThrownBy(() -> read("{\"schemaVersion\":1," + WHO + "," + fields + "}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void aNameInsteadOfAPseudonymIsRefusedAndNotRepeated() {
    String label =
        "{\"schemaVersion\":1,\"queue\":\"q\","
            + WHO.replace("agent-7", "Ann.Lee@example.org")
            + "}";

    assertThatThrownBy(() -> read(label))
        .hasMessageStartingWith("/correctedBy: wanted a role or pseudonym")
        .hasMessageNotContaining("Ann");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "null", "{\"schemaVersion\":2}", "{\"a\":1,\"a\":2}"})
  void whatIsNoLabelIsRefused(String bytes) {
    assertThatThrownBy(() -> read(bytes)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTombstoneIsRefused() {
    assertThatThrownBy(() -> new LabelReader().read(null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Label read(String json) {
    return new LabelReader().read(json.getBytes(UTF_8));
  }
}
