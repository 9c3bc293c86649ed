package io.contacttriage.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageRuleTest {
  private static final List<String> LABELS = List.of("en", "ms", "id", "zh", "mixed", "other");

  private final LanguageRule rule = new LanguageRule(LABELS);

  @ParameterizedTest
  @CsvSource({
    "Hani,zh", "Jpan,ja", "Kore,ko", "Thai,th", "Taml,ta", "Arab,ar", "Cyrl,ru", "Deva,hi",
    "Grek,el", "Hebr,he", "Beng,bn"
  })
  void aScriptOfItsOwnNamesTheLanguageWhateverTheHeadSays(String script, String language) {
    assertThat(rule.decide(script, null, sure("en")).language()).isEqualTo(language);
    assertThat(rule.decide(script, "id", sure("other")).language()).isEqualTo(language);
  }

  @ParameterizedTest
  @CsvSource({"Cyrl,uk-UA,uk", "Arab,ms,ms", "Arab,fa,fa", "Deva,mr-IN,mr", "Cyrl,en,ru"})
  void aHintPicksAmongTheLanguagesThatShareAScript(String script, String hint, String language) {
    assertThat(rule.decide(script, hint, sure("en")))
        .isEqualTo(new LanguageDecision(language, LanguageRule.SHARED_SCRIPT_CONFIDENCE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ms", "id", "mixed"})
  void latinTextFollowsTheHead(String label) {
    LanguageDecision decision = rule.decide("Latn", "fr", sure(label));

    assertThat(decision.language()).isEqualTo(label);
    assertThat(decision.confidence()).isEqualTo(0.9f);
  }

  @Test
  void anUnsureHeadAnswersUndetermined() {
    float[] unsure = {0.49f, 0.48f, 0.01f, 0.01f, 0.005f, 0.005f};

    assertThat(rule.decide("Latn", "en", unsure)).isEqualTo(new LanguageDecision("und", 0));
  }

  @Test
  void exactlyHalfIsSureEnough() {
    float[] half = {0.5f, 0.5f, 0, 0, 0, 0};

    assertThat(rule.decide("Latn", null, half).language()).isEqualTo("en");
  }

  @ParameterizedTest
  @CsvSource({"vi,vi", "pt-BR,pt", "fr_FR,fr", "tl,tl"})
  void anOtherLanguageTakesAPlausibleHint(String hint, String language) {
    assertThat(rule.decide("Latn", hint, sure("other")).language()).isEqualTo(language);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ms-MY", "in", "zh-TW", "xx", "mixed", "other", "", "!!", "e"})
  void anOtherLanguageIgnoresAHintThatTheHeadKnowsOrNobodyDoes(String hint) {
    assertThat(rule.decide("Latn", hint, sure("other")).language()).isEqualTo("und");
  }

  @Test
  void latinTextIsNeverChinese() {
    assertThat(rule.decide("Latn", "zh", sure("zh"))).isEqualTo(new LanguageDecision("und", 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Zyyy", "Zzzz", "Cher"})
  void textWithoutATellingScriptIsUndetermined(String script) {
    assertThat(rule.decide(script, "en", sure("en")).language()).isEqualTo("und");
    assertThat(rule.decide(null, "en", sure("en")).language()).isEqualTo("und");
  }

  @Test
  void theOrderOfTheLabelsIsTheHeads() {
    LanguageRule reversed = new LanguageRule(List.of("other", "id", "en"));

    assertThat(reversed.decide("Latn", null, new float[] {0.1f, 0.8f, 0.1f}).language())
        .isEqualTo("id");
  }

  @Test
  void aWrongNumberOfProbabilitiesOrAnUnknownLabelIsRefused() {
    assertThatThrownBy(() -> rule.decide("Latn", null, new float[2]))
        .hasMessage("Wanted 6 language probabilities, found 2");
    assertThatThrownBy(() -> new LanguageRule(List.of("english")))
        .hasMessageContaining("found english");
  }

  private static float[] sure(String label) {
    float[] probabilities = new float[LABELS.size()];
    Arrays.fill(probabilities, 0.02f);
    probabilities[LABELS.indexOf(label)] = 0.9f;
    return probabilities;
  }
}
