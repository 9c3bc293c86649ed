package io.contacttriage.routing;

import static io.contacttriage.routing.TestingContacts.contact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DecisionWriterTest {
  private static final String SCHEMA = "route.schema.json";
  private final DecisionWriter writer = new DecisionWriter();
  private final DecisionReader reader = new DecisionReader();

  @Test
  void aDecisionFitsItsSchema() throws Exception {
    assertThat(TestingSchemas.violations(SCHEMA, writer.write(decision(scores(0.75))))).isEmpty();
  }

  @Test
  void aDecisionWithoutScoresFitsItsSchema() throws Exception {
    RoutingDecision unscored = decision(null);

    assertThat(TestingSchemas.violations(SCHEMA, writer.write(unscored))).isEmpty();
    assertThat(reader.read(writer.write(unscored), "key", null).scores()).isNull();
  }

  @Test
  void theExamplesOfTheSchemaAreGoodAndReadable() throws Exception {
    for (JsonNode example : TestingSchemas.examples(SCHEMA)) {
      assertThat(TestingSchemas.violations(SCHEMA, example)).isEmpty();
      byte[] bytes = new ObjectMapper().writeValueAsBytes(example);
      RoutingDecision decision = reader.read(bytes, "key", null);

      assertThat(new ObjectMapper().readTree(writer.write(decision)))
          .hasToString(example.toString());
    }
  }

  @Test
  void fieldsStandInTheOrderOfTheContract() throws Exception {
    JsonNode json = new ObjectMapper().readTree(writer.write(decision(scores(0.75))));

    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly(
            "schemaVersion",
            "decisionId",
            "contactId",
            "queue",
            "priority",
            "skills",
            "tags",
            "respondBy",
            "clocks",
            "selfService",
            "exposure",
            "scores",
            "reasons",
            "degraded",
            "versions",
            "receivedAt",
            "decidedAt");
    assertThat(json.get("scores").fieldNames())
        .toIterable()
        .containsExactly(
            "topic",
            "topics",
            "urgency",
            "urgencies",
            "harm",
            "flags",
            "language",
            "languageConfidence",
            "tier");
  }

  @Test
  void numbersHaveFourDecimals() {
    String json = new String(writer.write(decision(scores(0.00012345))), StandardCharsets.UTF_8);

    assertThat(json).contains("\"self_harm\":0.0001,", "\"languageConfidence\":0.9877,");
    assertThat(json).contains("\"harassment\":0,").doesNotContain("E-");
  }

  @Test
  void headersNameWhatConsumersFilterBy() {
    assertThat(DecisionHeaders.of(decision(null)))
        .containsExactly(
            Map.entry("decision-id", "0123456789abcdef0123456789abcdef"),
            Map.entry("schema-version", "1"),
            Map.entry("queue", "crisis"),
            Map.entry("traceparent", "00-trace-01"));
  }

  @Test
  void theReaderSaysWhatIsWrong() {
    assertThatThrownBy(() -> reader.read("{}".getBytes(StandardCharsets.UTF_8), "k", null))
        .hasMessage("/schemaVersion: the field is missing");
    String other =
        new String(writer.write(decision(null)), StandardCharsets.UTF_8)
            .replace("\"P0\"", "\"P7\"");
    assertThatThrownBy(() -> reader.read(other.getBytes(StandardCharsets.UTF_8), "k", null))
        .hasMessage("/priority: there is no Priority P7");
  }

  @Property(tries = 200)
  void whatIsReadIsWrittenInTheSameBytes(
      @ForAll @Size(17) List<@DoubleRange(max = 1) Double> weights,
      @ForAll @DoubleRange(max = 1) double harm) {
    Scores template = scores(harm);
    double sum = weights.stream().mapToDouble(weight -> weight).sum() + 1e-9;
    float[] topics = new float[weights.size()];
    for (int i = 0; i < topics.length; i++) {
      topics[i] = (float) (weights.get(i) / sum);
    }
    Scores scores =
        ScorePrecision.rounded(
            new Scores(
                topics,
                template.urgencies(),
                template.harms(),
                template.flagged(),
                "ms",
                0.5f,
                "fast",
                template.model()));
    byte[] bytes = writer.write(decision(scores));

    assertThat(writer.write(decision(scores))).isEqualTo(bytes);
    RoutingDecision read = reader.read(bytes, "key", "00-trace-01");
    assertThat(writer.write(read)).isEqualTo(bytes);
    assertThat(read.scores()).usingRecursiveComparison().isEqualTo(scores);
  }

  private static Scores scores(double selfHarm) {
    return contact(Topic.OTHER, Urgency.CRITICAL).harm(HarmLabel.SELF_HARM, selfHarm).scores();
  }

  private static RoutingDecision decision(Scores scores) {
    return new RoutingDecision(
        "0123456789abcdef0123456789abcdef",
        "c-1",
        "key",
        "crisis",
        Priority.P0,
        List.of("crisis"),
        List.of("self-harm"),
        Instant.parse("2026-07-03T09:35:00Z"),
        List.of(new DueClock("GDPR Art. 12(3)", Instant.parse("2026-08-03T22:59:59Z"))),
        scores == null ? null : "help-1",
        new Exposure(Exposure.Severity.SEVERE, List.of(HarmLabel.SELF_HARM)),
        scores,
        List.of(new Reason("crisis", "flagged", 0.25), new Reason("engine", "fallback", null)),
        scores == null ? "no model" : null,
        "shipped/1",
        scores == null ? null : scores.model(),
        "0.1.0",
        Instant.parse("2026-07-03T09:30:00Z"),
        Instant.parse("2026-07-03T09:30:00.012Z"),
        "00-trace-01");
  }
}
