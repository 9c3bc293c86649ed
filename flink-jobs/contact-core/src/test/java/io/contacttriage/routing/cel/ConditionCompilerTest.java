package io.contacttriage.routing.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.scoring.HarmLabel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionCompilerTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "flagged.self_harm",
        "!(!flagged.self_harm)",
        "flagged.self_harm == true",
        "flagged.self_harm != false",
        "harm.self_harm >= 0.2",
        "0.2 < harm.self_harm",
        "!(harm.self_harm < 0.2)",
        "topic == 'other' && (flagged.self_harm || flagged.scam)",
        "flagged.scam ? flagged.self_harm : false",
        "[harm.self_harm, harm.scam].exists(h, h > 0.5)",
      })
  void aSafetyLabelThatHelpsAConditionIsSeen(String condition) {
    assertThat(compiled(condition).positiveSafety()).containsExactly(HarmLabel.SELF_HARM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!flagged.self_harm",
        "flagged.self_harm == false",
        "flagged.self_harm != true",
        "harm.self_harm < 0.2",
        "0.2 >= harm.self_harm",
        "!(flagged.self_harm || harm.self_harm > 0.1)",
        "flagged.scam",
      })
  void aSafetyLabelThatOnlyHindersAConditionIsNot(String condition) {
    assertThat(compiled(condition).positiveSafety()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "topic",
        "topic == 1",
        "topic < 1",
        "topic in [1]",
        "harm.scam",
        "harm.scam == 1",
        "harm.scam == 'much'",
        "memory.contacts_7d == 1.0",
        "memory.contacts_7d in ['a']",
        "flagged.scam > 0",
        "flagged.scam == 'yes'",
        "has(flagged.scam)",
        "!topic",
        "topic == 'feedback' && harm.scam",
      })
  void aConditionWhoseTypesDoNotFitIsAProblem(String condition) {
    assertThat(ConditionCompiler.compile(condition, List.of()).problems()).isNotEmpty();
  }

  @Test
  void aTooLongConditionIsAProblemAndNoException() {
    String condition = "topic == 'other' || ".repeat(400) + "true";

    assertThat(ConditionCompiler.compile(condition, List.of()).problems()).isNotEmpty();
    assertThat(ConditionCompiler.compile("(".repeat(3_000), List.of()).problems()).isNotEmpty();
    assertThat(ConditionCompiler.compile("!".repeat(3_000) + "true", List.of())).isNotNull();
  }

  @Test
  void wordsOfFreeTextsAreNotChecked() {
    assertThat(compiled("contact.country == 'MY' && customer.tier != 'gold'")).isNotNull();
    assertThat(compiled("memory.last_queue == ''")).isNotNull();
    assertThat(compiled("topic.startsWith('account_')")).isNotNull();
  }

  @Test
  void hintsNameTheNearestWordOrAllOfThem() {
    assertThat(DidYouMean.hint("feedbak", List.of("feedback", "other")))
        .isEqualTo("did you mean feedback?");
    assertThat(DidYouMean.hint("xyz", List.of("feedback", "other")))
        .isEqualTo("known: feedback, other");
    assertThat(DidYouMean.hint("xyz", List.of())).isEmpty();
  }

  private static Condition compiled(String condition) {
    ConditionResult result = ConditionCompiler.compile(condition, List.of("payments"));
    assertThat(result.problems()).isEmpty();
    return result.condition();
  }
}
