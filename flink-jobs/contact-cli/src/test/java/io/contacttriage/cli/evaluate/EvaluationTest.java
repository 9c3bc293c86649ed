package io.contacttriage.cli.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final Set<HarmLabel> NONE = Set.of();

  private final Evaluation evaluation = new Evaluation();

  @Test
  void sharesAreThoseThatOneCountsByHand() {
    add(Topic.OTHER, Urgency.CRITICAL, Set.of(HarmLabel.SELF_HARM))
        .scored(Topic.OTHER, Urgency.HIGH, Set.of(HarmLabel.SELF_HARM));
    add(Topic.OTHER, Urgency.CRITICAL, Set.of(HarmLabel.VIOLENCE, HarmLabel.HATE))
        .scored(Topic.FEEDBACK, Urgency.CRITICAL, Set.of(HarmLabel.HATE));
    add(Topic.FEEDBACK, Urgency.LOW, NONE)
        .scored(Topic.FEEDBACK, Urgency.LOW, Set.of(HarmLabel.SCAM));
    add(Topic.FEEDBACK, Urgency.LOW, NONE).scored(Topic.FEEDBACK, Urgency.LOW, NONE);

    assertThat(evaluation.contacts()).isEqualTo(4);
    assertThat(evaluation.topics().accuracy()).isEqualTo(0.75);
    LabelTally other = evaluation.topics().label(Topic.OTHER);
    assertThat(other.support()).isEqualTo(2);
    assertThat(other.precision()).isEqualTo(1);
    assertThat(other.recall()).isEqualTo(0.5);
    assertThat(other.f1()).isCloseTo(2 / 3.0, within(1e-9));
    // Labels that do not occur do not count: (2/3 + 4/5) / 2.
    assertThat(evaluation.topics().macroF1()).isCloseTo(11 / 15.0, within(1e-9));
    assertThat(evaluation.criticalRecall()).isEqualTo(0.5);
    assertThat(evaluation.criticalAtLeastHighRecall()).isEqualTo(1);
    assertThat(evaluation.harmRecall()).isEqualTo(1);
    assertThat(evaluation.falseAlarmRate()).isEqualTo(0.5);
    assertThat(evaluation.harms().label(HarmLabel.VIOLENCE).recall()).isZero();
    assertThat(evaluation.harms().label(HarmLabel.VIOLENCE).precision()).isNaN();
    assertThat(evaluation.harms().accuracy()).isEqualTo(0.5);
    assertThat(evaluation.languageAccuracy()).isEqualTo(1);
  }

  @Test
  void whatTheDataDoNotCarryIsNotCounted() {
    add(null, null, null).scored(Topic.OTHER, Urgency.LOW, Set.of(HarmLabel.SCAM));

    assertThat(evaluation.contacts()).isEqualTo(1);
    assertThat(evaluation.topics().contacts()).isZero();
    assertThat(evaluation.harmRecall()).isNaN();
    assertThat(evaluation.falseAlarmRate()).isNaN();
    assertThat(report().text()).contains("Topic: the data carry no such labels");
  }

  @Test
  void aShareOfNothingIsNullInJson() throws IOException {
    add(Topic.OTHER, Urgency.LOW, NONE).scored(Topic.OTHER, Urgency.LOW, NONE);

    JsonNode json = new JsonMapper().readTree(report().json());

    assertThat(json.path("criticalRecall").isNull()).isTrue();
    assertThat(json.path("topic").path("accuracy").asDouble()).isEqualTo(1);
    assertThat(json.path("byLanguage").path("en").path("contacts").asInt()).isEqualTo(1);
    assertThat(json.path("badLines").asInt()).isEqualTo(3);
  }

  @Test
  void theTableSaysWhatAPersonAsksFirst() {
    add(Topic.OTHER, Urgency.CRITICAL, Set.of(HarmLabel.SELF_HARM))
        .scored(Topic.OTHER, Urgency.CRITICAL, Set.of(HarmLabel.SELF_HARM));

    assertThat(report().text())
        .startsWith("1 contacts, model tiny/1, 40 µs a text\n")
        .contains("Topic: accuracy 100.0%, macro-F1 100.0%, 1 contacts\n")
        .contains("Critical contacts scored critical 100.0%, at least high 100.0%\n")
        .contains(
            "Contacts with harm that are flagged 100.0%; without harm, flagged all the same –")
        .endsWith(
            """
            language  contacts    told   topic  urgency  critical    harm  false alarms
            en               1  100.0%  100.0%   100.0%    100.0%  100.0%             –
            """);
  }

  private EvaluationReport report() {
    TreeMap<String, Evaluation> byLanguage = new TreeMap<>();
    byLanguage.put("en", evaluation);
    return new EvaluationReport("tiny/1", evaluation, byLanguage, 40, 3);
  }

  private Wanted add(Topic topic, Urgency urgency, Set<HarmLabel> harm) {
    return new Wanted(new LabelledContact("id", "text", "en", topic, urgency, harm));
  }

  private final class Wanted {
    private final LabelledContact contact;

    private Wanted(LabelledContact contact) {
      this.contact = contact;
    }

    private void scored(Topic topic, Urgency urgency, Set<HarmLabel> flags) {
      evaluation.add(contact, scores(topic, urgency, flags));
    }
  }

  private static Scores scores(Topic topic, Urgency urgency, Set<HarmLabel> flags) {
    float[] topics = new float[Topic.values().length];
    topics[topic.ordinal()] = 1;
    float[] urgencies = new float[Urgency.values().length];
    urgencies[urgency.ordinal()] = 1;
    boolean[] flagged = new boolean[HarmLabel.values().length];
    float[] harms = new float[flagged.length];
    for (HarmLabel label : EnumSet.allOf(HarmLabel.class)) {
      flagged[label.ordinal()] = flags.contains(label);
      harms[label.ordinal()] = flags.contains(label) ? 1 : 0;
    }
    return new Scores(topics, urgencies, harms, flagged, "en", 1, "fast", "tiny/1");
  }
}
