package io.contacttriage.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextPartTest {
  @ParameterizedTest
  @MethodSource("printedByTheTrainingCode")
  void aTextHasTheKeyAndThePartThatTheTrainingCodeGivesIt(String line) throws IOException {
    JsonNode wanted = new JsonMapper().readTree(line);
    String text = wanted.path("text").asText();

    assertThat(TextPart.key(text)).isEqualTo(wanted.path("key").asText());
    assertThat(TextPart.of(text).label()).isEqualTo(wanted.path("part").asText());
  }

  static List<String> printedByTheTrainingCode() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(TextPartTest.class.getResourceAsStream("text-parts.jsonl")),
                StandardCharsets.UTF_8))) {
      return lines.lines().toList();
    }
  }

  @Test
  void accidentsOfATextDoNotMoveIt() {
    assertThat(TextPart.key("Pay 1,999 to @Some_One, see https://a.b/c NOW"))
        .isEqualTo(TextPart.key("pay 0,000  to @x, see http://other now"))
        .isNotEqualTo(TextPart.key("pay 0,000 to you, see http://other now"));
  }

  /** Python refuses such a text; here it must not end a long run. */
  @Test
  void halfOfASurrogatePairHasAPartAsWell() {
    assertThat(TextPart.of("a \ud83d b")).isNotEqualTo(TextPart.ALL);
  }
}
