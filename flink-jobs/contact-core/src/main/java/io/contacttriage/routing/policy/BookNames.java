package io.contacttriage.routing.policy;

import io.contacttriage.routing.Exposure;
import io.contacttriage.routing.Priority;
import io.contacttriage.scoring.HarmLabel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The names that rules and tests of a book may use.
 *
 * @param queues what each queue may receive
 * @param clocks by name, each to itself
 * @param terms names of term lists, each to itself
 */
record BookNames(
    Map<String, Exposure.Severity> queues, Map<String, String> clocks, Map<String, String> terms) {
  static final Map<String, Priority> PRIORITIES = words(Priority.values(), Priority::name);
  static final Map<String, Exposure.Severity> SEVERITIES =
      words(Exposure.Severity.values(), Exposure.Severity::wireName);
  static final Map<String, HarmLabel> HARM_LABELS = words(HarmLabel.values(), HarmLabel::label);

  /** Values by the word that stands for them. */
  static <T> Map<String, T> words(T[] values, Function<T, String> word) {
    Map<String, T> words = new LinkedHashMap<>();
    Arrays.stream(values).forEach(value -> words.put(word.apply(value), value));
    return words;
  }
}
