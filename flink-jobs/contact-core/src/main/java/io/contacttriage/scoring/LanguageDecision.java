package io.contacttriage.scoring;

import java.util.Objects;

/**
 * What {@link LanguageRule} answers.
 *
 * @param language ISO 639-1 code, {@code mixed}, or {@code und}
 * @param confidence in [0, 1]; 0 for {@code und}
 */
public record LanguageDecision(String language, float confidence) {
  static final LanguageDecision NONE = new LanguageDecision(LanguageRule.UNDETERMINED, 0);

  public LanguageDecision {
    Objects.requireNonNull(language, "language");
  }
}
