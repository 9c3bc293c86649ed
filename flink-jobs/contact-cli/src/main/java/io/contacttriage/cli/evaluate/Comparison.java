package io.contacttriage.cli.evaluate;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Two models, or two tiers of one, on the same contacts.
 *
 * @param contacts how many
 * @param all every main figure, in the order of {@link Figure}
 * @param byLanguage the same for the contacts of each language
 * @param foundOnlyByA safety cases that A found and B missed
 * @param foundOnlyByB the other way round
 * @param cautions what a reader must know first
 */
record Comparison(
    Side a,
    Side b,
    TextPart part,
    int contacts,
    List<Difference> all,
    SortedMap<String, LanguageDifferences> byLanguage,
    List<SafetyCase> foundOnlyByA,
    List<SafetyCase> foundOnlyByB,
    long otherParts,
    long badLines,
    List<String> cautions) {

  /**
   * One of the two.
   *
   * @param model {@code name/version}
   * @param tier that was asked
   * @param tiers share of contacts by the tier that scored them in the end
   */
  record Side(String model, String tier, Speed speed, SortedMap<String, Double> tiers) {
    String title() {
      return model + " " + tier;
    }
  }

  /** Every main figure on the contacts of one language. */
  record LanguageDifferences(int contacts, List<Difference> figures) {
    Difference of(Figure figure) {
      return figures.get(figure.ordinal());
    }
  }

  /**
   * Compares.
   *
   * @param resampled called after each resample, by several threads
   */
  static Comparison of(
      Side a,
      List<Outcome> outcomesA,
      Side b,
      List<Outcome> outcomesB,
      TextPart part,
      long otherParts,
      long badLines,
      Runnable resampled) {
    SortedMap<String, LanguageDifferences> byLanguage = new TreeMap<>();
    Slices.LANGUAGE
        .rows(outcomesA)
        .forEach(
            (language, rows) ->
                byLanguage.put(
                    language,
                    new LanguageDifferences(
                        rows.size(),
                        PairedBootstrap.differences(
                            rows.stream().map(outcomesA::get).toList(),
                            rows.stream().map(outcomesB::get).toList(),
                            resampled))));
    return new Comparison(
        a,
        b,
        part,
        outcomesA.size(),
        PairedBootstrap.differences(outcomesA, outcomesB, resampled),
        byLanguage,
        SafetyCase.foundOnlyBy(outcomesA, outcomesB),
        SafetyCase.foundOnlyBy(outcomesB, outcomesA),
        otherParts,
        badLines,
        EvaluationReport.cautions(part, outcomesA));
  }

  /** Whether languages say more than the whole. */
  boolean hasLanguages() {
    return byLanguage.size() > 1;
  }
}
