package io.contacttriage.routing.diff;

import io.contacttriage.text.terms.TermList;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** How a term list changed. The order of terms matters to nothing. */
final class TermsDiff {
  private TermsDiff() {}

  /** {@code (3 terms in en, 2 in zh)}. */
  static String size(TermList list) {
    List<String> sizes = new ArrayList<>();
    list.languages()
        .forEach(
            (language, terms) ->
                sizes.add(terms.size() + (sizes.isEmpty() ? " terms in " : " in ") + language));
    return "(" + String.join(", ", sizes) + ")";
  }

  static List<String> words(TermList was, TermList is) {
    List<String> words = new ArrayList<>();
    Set<String> languages = new TreeSet<>(was.languages().keySet());
    languages.addAll(is.languages().keySet());
    for (String language : languages) {
      List<String> before = was.languages().getOrDefault(language, List.of());
      List<String> after = is.languages().getOrDefault(language, List.of());
      without(after, before, "looks in " + language + " also for", words);
      without(before, after, "no longer looks in " + language + " for", words);
    }
    if (!was.owner().equals(is.owner())) {
      words.add("is owned by " + is.owner() + " instead of " + was.owner());
    }
    if (!was.description().equals(is.description())) {
      words.add("has another description: " + is.description().strip());
    }
    return words;
  }

  private static void without(
      List<String> terms, List<String> others, String verb, List<String> words) {
    List<String> named =
        terms.stream()
            .filter(term -> !others.contains(term))
            .map(term -> "\"" + term + "\"")
            .toList();
    if (!named.isEmpty()) {
      words.add(verb + " " + Words.list(named));
    }
  }
}
