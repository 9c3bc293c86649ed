package io.contacttriage.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.contacttriage.cli.sample.SampleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LanguageMixTest {
  private final List<SampleText> texts = new ArrayList<>();

  LanguageMixTest() {
    add("en", 30);
    add("de", 10);
  }

  @Test
  void byDefaultItIsThatOfTheTexts() {
    assertThat(LanguageMix.of(texts).shares().get("de")).isCloseTo(0.25, within(1e-9));
    assertThat(LanguageMix.of(texts).inWords()).isEqualTo("en 75 %, de 25 %");
  }

  @Test
  void aFewTextsAreRepeatedUntilTheirLanguageHasItsShareOfPlainAndDelicateOnes() {
    List<SampleText> mixed = LanguageMix.of(Map.of("en", 1.0, "de", 3.0), texts).apply(texts);

    for (boolean delicate : new boolean[] {false, true}) {
      List<SampleText> some = mixed.stream().filter(t -> t.delicate() == delicate).toList();
      long german = some.stream().filter(text -> text.language().equals("de")).count();
      assertThat((double) german / some.size()).isCloseTo(0.75, within(0.001));
    }
  }

  @Test
  void aLanguageWithoutTextsIsRefusedWithThoseThatHaveSome() {
    assertThatThrownBy(() -> LanguageMix.of(Map.of("fr", 1.0), texts))
        .hasMessage("--language-mix: wanted some of [de, en], found fr");
  }

  @Test
  void aWeightThatIsNoneIsRefused() {
    assertThatThrownBy(() -> LanguageMix.of(Map.of("de", -1.0), texts))
        .hasMessageContaining("found de=-1.0");
  }

  private void add(String language, int count) {
    for (int i = 0; i < count; i++) {
      texts.add(new SampleText(language + i, language, i % 2 == 0));
    }
  }
}
