package io.contacttriage.cli.evaluate;

import static io.contacttriage.cli.evaluate.TestingOutcomes.english;
import static io.contacttriage.cli.evaluate.TestingOutcomes.outcome;
import static io.contacttriage.cli.evaluate.TestingOutcomes.scores;
import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MissTest {
  @Test
  void missedSafetyComesFirstThenWhatTheModelWasSureOf() {
    assertThat(Miss.worst(TestingOutcomes.four()))
        .extracting(miss -> miss.id() + ": " + miss.expected() + " > " + miss.found())
        .containsExactly(
            "c-2: violence > not violence",
            "c-1: critical > high",
            "c-3: not scam > scam",
            "c-2: other > feedback");
  }

  @Test
  void theListIsCutAtItsLimit() {
    Outcome wrong =
        outcome(
            "x", english(Topic.OTHER, null, null), scores(Topic.FEEDBACK, Urgency.LOW, Set.of()));

    assertThat(Miss.worst(Collections.nCopies(80, wrong))).hasSize(Miss.MOST);
  }

  @Test
  void safetyCasesAreThoseThatOnlyOneFound() {
    List<Outcome> one = TestingOutcomes.four();
    List<Outcome> other =
        List.of(
            outcome("c-1", one.get(0).wanted(), scores(Topic.OTHER, Urgency.CRITICAL, Set.of())),
            outcome(
                "c-2",
                one.get(1).wanted(),
                scores(Topic.OTHER, Urgency.CRITICAL, Set.of(HarmLabel.VIOLENCE))),
            one.get(2),
            one.get(3));

    assertThat(SafetyCase.foundOnlyBy(one, other))
        .containsExactly(new SafetyCase("c-1", "self_harm"));
    assertThat(SafetyCase.foundOnlyBy(other, one))
        .containsExactly(new SafetyCase("c-1", "critical"), new SafetyCase("c-2", "violence"));
  }
}
