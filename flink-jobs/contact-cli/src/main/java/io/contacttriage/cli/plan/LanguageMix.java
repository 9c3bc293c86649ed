package io.contacttriage.cli.plan;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.sample.SampleText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How much of the contacts is in which language.
 *
 * @param shares by language as the texts are labelled; above 0, 1 together
 */
record LanguageMix(Map<String, Double> shares) {
  private static final int TEXTS = 4_000;
  private static final long SEED = 1;

  LanguageMix {
    shares = Collections.unmodifiableMap(new TreeMap<>(shares));
  }

  /** As the texts are. */
  static LanguageMix of(List<SampleText> texts) {
    return new LanguageMix(
        texts.stream()
            .collect(
                Collectors.groupingBy(
                    SampleText::language, Collectors.summingDouble(text -> 1.0 / texts.size()))));
  }

  /**
   * As asked for.
   *
   * @param weights by language, in any unit
   * @param texts what there is
   * @throws CommandFailure when a language has no texts, with those that have, or a weight is none
   */
  static LanguageMix of(Map<String, Double> weights, List<SampleText> texts) {
    TreeSet<String> known =
        texts.stream().map(SampleText::language).collect(Collectors.toCollection(TreeSet::new));
    Map<String, Double> shares = new TreeMap<>();
    double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    weights.forEach(
        (language, weight) -> {
          if (!known.contains(language)) {
            throw CommandFailure.wrongUsage(
                "--language-mix: wanted some of " + known + ", found " + language);
          }
          if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw CommandFailure.wrongUsage(
                "--language-mix: wanted a weight above 0, found " + language + "=" + weight);
          }
          shares.put(language, weight / sum);
        });
    return new LanguageMix(shares);
  }

  /**
   * Texts of this mix, some of them again and again where there are few. Of the delicate ones each
   * language has its share too, since the sample stream draws them apart.
   */
  List<SampleText> apply(List<SampleText> texts) {
    List<SampleText> mixed = new ArrayList<>();
    for (boolean delicate : new boolean[] {false, true}) {
      shares.forEach(
          (language, share) -> {
            List<SampleText> own =
                texts.stream()
                    .filter(text -> text.language().equals(language) && text.delicate() == delicate)
                    .collect(Collectors.toCollection(ArrayList::new));
            Collections.shuffle(own, new Random(SEED));
            long wanted = own.isEmpty() ? 0 : Math.max(1, Math.round(share * TEXTS));
            for (int i = 0; i < wanted; i++) {
              mixed.add(own.get(i % own.size()));
            }
          });
    }
    return mixed;
  }

  /** As {@code en 60 %, de 40 %}. */
  String inWords() {
    return shares.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .map(entry -> entry.getKey() + " " + Math.round(entry.getValue() * 100) + " %")
        .collect(Collectors.joining(", "));
  }
}
