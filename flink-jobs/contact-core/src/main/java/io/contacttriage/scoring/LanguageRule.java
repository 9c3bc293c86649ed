package io.contacttriage.scoring;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Names the language of a contact from its script, the model's language head and the sender's hint,
 * in this order. The script comes first because it cannot be mistaken where a model of few
 * languages can; the hint comes last because it is usually the setting of a device.
 */
public final class LanguageRule {
  /** Label of the head for two or more languages in one text; an answer of its own. */
  public static final String MIXED = "mixed";

  /** Label of the head for a language that it was not trained on. */
  public static final String OTHER = "other";

  /** ISO 639-2 code of the answer when the language cannot be told. */
  public static final String UNDETERMINED = "und";

  /** The head's best label counts from this probability on. */
  static final float HEAD_THRESHOLD = 0.5f;

  /**
   * Confidence of an answer from a script that several languages share: the commonest or the hinted
   * one is only a fair guess. Stated, not measured.
   */
  static final float SHARED_SCRIPT_CONFIDENCE = 0.5f;

  private static final String LATIN = "Latn";
  private static final Set<String> ISO_LANGUAGES = Set.of(Locale.getISOLanguages());

  /** By ISO 15924 code: the commonest language first, then those a hint may name instead. */
  private static final Map<String, List<String>> LANGUAGES_OF_SCRIPT =
      Map.ofEntries(
          Map.entry("Hani", List.of("zh")),
          Map.entry("Bopo", List.of("zh")),
          Map.entry("Jpan", List.of("ja")),
          Map.entry("Hira", List.of("ja")),
          Map.entry("Kana", List.of("ja")),
          Map.entry("Kore", List.of("ko")),
          Map.entry("Hang", List.of("ko")),
          Map.entry("Thai", List.of("th")),
          Map.entry("Laoo", List.of("lo")),
          Map.entry("Khmr", List.of("km")),
          Map.entry("Mymr", List.of("my")),
          Map.entry("Taml", List.of("ta")),
          Map.entry("Telu", List.of("te")),
          Map.entry("Knda", List.of("kn")),
          Map.entry("Mlym", List.of("ml")),
          Map.entry("Sinh", List.of("si")),
          Map.entry("Gujr", List.of("gu")),
          Map.entry("Guru", List.of("pa")),
          Map.entry("Orya", List.of("or")),
          Map.entry("Grek", List.of("el")),
          Map.entry("Geor", List.of("ka")),
          Map.entry("Armn", List.of("hy")),
          Map.entry("Tibt", List.of("bo")),
          Map.entry("Beng", List.of("bn", "as")),
          Map.entry("Hebr", List.of("he", "yi")),
          Map.entry("Ethi", List.of("am", "ti")),
          Map.entry("Deva", List.of("hi", "mr", "ne", "sa")),
          Map.entry("Arab", List.of("ar", "fa", "ur", "ps", "sd", "ug", "ku", "ms")),
          Map.entry("Cyrl", List.of("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "mn")));

  private final List<String> labels;

  /**
   * @param labels the language head's labels in its output order: ISO 639-1 codes, {@link #MIXED}
   *     and {@link #OTHER}
   * @throws IllegalArgumentException when a label is neither
   */
  public LanguageRule(List<String> labels) {
    this.labels = List.copyOf(labels);
    for (String label : labels) {
      if (!isKnownLabel(label)) {
        throw new IllegalArgumentException(
            "Wanted language labels that are ISO 639-1 codes, mixed or other; found " + label);
      }
    }
  }

  /** Whether a language head may have this label. */
  public static boolean isKnownLabel(String label) {
    return label.equals(MIXED) || label.equals(OTHER) || ISO_LANGUAGES.contains(label);
  }

  /**
   * Decides for one contact.
   *
   * @param script ISO 15924 code of most letters, or null or Zyyy when there are none
   * @param languageHint BCP 47 tag, or null; anything unreadable counts as no hint
   * @param probabilities by label of this rule, sums to 1
   */
  public LanguageDecision decide(String script, String languageHint, float[] probabilities) {
    if (probabilities.length != labels.size()) {
      throw new IllegalArgumentException(
          "Wanted " + labels.size() + " language probabilities, found " + probabilities.length);
    }
    String hinted = hintedLanguage(languageHint);
    if (script != null && LANGUAGES_OF_SCRIPT.containsKey(script)) {
      return ofScript(LANGUAGES_OF_SCRIPT.get(script), hinted);
    }
    // Digits and emoji alone: the head would answer with confidence about nothing.
    return LATIN.equals(script) ? ofHead(hinted, probabilities) : LanguageDecision.NONE;
  }

  private static LanguageDecision ofScript(List<String> languages, String hinted) {
    if (languages.size() == 1) {
      return new LanguageDecision(languages.get(0), 1);
    }
    String language = languages.contains(hinted) ? hinted : languages.get(0);
    return new LanguageDecision(language, SHARED_SCRIPT_CONFIDENCE);
  }

  private LanguageDecision ofHead(String hinted, float[] probabilities) {
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      best = probabilities[i] > probabilities[best] ? i : best;
    }
    if (probabilities[best] < HEAD_THRESHOLD) {
      return LanguageDecision.NONE;
    }
    String language = labels.get(best);
    if (language.equals(OTHER)) {
      // The head knows its own languages: a hint at one of them contradicts it.
      boolean plausible = ISO_LANGUAGES.contains(hinted) && !labels.contains(hinted);
      return plausible ? new LanguageDecision(hinted, probabilities[best]) : LanguageDecision.NONE;
    }
    return isWrittenInLatin(language)
        ? new LanguageDecision(language, probabilities[best])
        : LanguageDecision.NONE;
  }

  /** False for Chinese and the like: a Latin text is not theirs, whatever the head says. */
  private static boolean isWrittenInLatin(String language) {
    return LANGUAGES_OF_SCRIPT.values().stream().noneMatch(own -> own.get(0).equals(language));
  }

  private static String hintedLanguage(String languageHint) {
    // forLanguageTag turns the old codes in, iw and ji into id, he and yi.
    return languageHint == null
        ? ""
        : Locale.forLanguageTag(languageHint.replace('_', '-')).getLanguage();
  }
}
