package io.contacttriage.cli.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The same contacts by what people say of them. */
@SuppressWarnings("ImmutableEnumChecker") // Its functions hold nothing.
enum Slices {
  LANGUAGE("byLanguage", "Language", outcome -> outcome.wanted().language()),
  KIND("byKind", "Kind", outcome -> outcome.wanted().kind()),
  SOURCE("bySource", "Source", outcome -> outcome.wanted().source());

  /** Of contacts whose row does not say it. */
  static final String UNKNOWN = "unknown";

  private final String key;
  private final String title;
  private final Function<Outcome, String> name;

  Slices(String key, String title, Function<Outcome, String> name) {
    this.key = key;
    this.title = title;
    this.name = name;
  }

  /** Its name in JSON. */
  String key() {
    return key;
  }

  /** Its name for people. */
  String title() {
    return title;
  }

  /** The rows of each slice in the order of the outcomes; slices by their name. */
  SortedMap<String, List<Integer>> rows(List<Outcome> outcomes) {
    SortedMap<String, List<Integer>> rows = new TreeMap<>();
    for (int row = 0; row < outcomes.size(); row++) {
      String value = name.apply(outcomes.get(row));
      rows.computeIfAbsent(value == null ? UNKNOWN : value, key -> new ArrayList<>()).add(row);
    }
    return rows;
  }

  SortedMap<String, Evaluation> evaluate(List<Outcome> outcomes) {
    SortedMap<String, Evaluation> evaluations = new TreeMap<>();
    rows(outcomes)
        .forEach(
            (value, rows) ->
                evaluations.put(value, Evaluation.of(rows.stream().map(outcomes::get).toList())));
    return evaluations;
  }
}
