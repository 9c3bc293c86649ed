package io.contacttriage.routing.policy;

import io.contacttriage.text.terms.TermCheck;
import io.contacttriage.text.terms.TermList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads term lists, one after the other: it remembers the names that it has seen. */
final class TermListReader {
  /** Conditions spell it behind a dot. */
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

  private final Problems problems;
  private final Map<String, Place> places;
  private final Map<String, Place> names = new TreeMap<>();

  /**
   * Begins with the first list.
   *
   * @param places gains where each list and each term stands: {@code list} and {@code
   *     list/language/term}
   */
  TermListReader(Problems problems, Map<String, Place> places) {
    this.problems = problems;
    this.places = places;
  }

  /** Names of all lists so far, also of the faulty ones. */
  Set<String> names() {
    return names.keySet();
  }

  TermList list(DocumentNode node) {
    int before = problems.count();
    Fields fields =
        new Fields(
            node, problems, "a term list", List.of("name", "owner", "description", "languages"));
    String name = name(fields);
    String owner = fields.requiredText("owner");
    String description = fields.requiredText("description");
    DocumentNode languages = fields.required("languages");
    Map<String, List<String>> terms = new TreeMap<>();
    if (languages != null) {
      if (languages.kind() == DocumentNode.Kind.OBJECT && languages.fields().isEmpty()) {
        problems.add(languages.place(), "a term list needs a language with terms");
      }
      List<String> given = List.copyOf(languages.fields().keySet());
      Fields byLanguage = new Fields(languages, problems, "languages", given);
      for (String language : given) {
        checkLanguage(language, languages.names().get(language));
        terms.put(language, terms(name + "/" + language, byLanguage, language));
      }
    }
    return problems.count() > before ? null : new TermList(name, owner, description, terms);
  }

  private String name(Fields fields) {
    String name = fields.requiredText("name");
    if (name == null) {
      return null;
    }
    Place place = fields.place("name");
    Place first = names.putIfAbsent(name, place);
    if (first != null) {
      problems.add(place, "the term list " + name + " is already named at " + first);
    } else if (!NAME.matcher(name).matches()) {
      problems.add(
          place,
          "wanted a name that conditions can spell: small letters, digits and '_', at most 64,"
              + " found "
              + name);
    }
    places.putIfAbsent(name, place);
    return name;
  }

  private void checkLanguage(String language, Place place) {
    if (!language.equals(TermList.ANY) && !LANGUAGES.contains(language)) {
      problems.add(
          place,
          "wanted a language such as en, ms or zh, or " + TermList.ANY + ", found " + language);
    }
  }

  private List<String> terms(String of, Fields byLanguage, String language) {
    List<String> terms = new ArrayList<>();
    Map<String, Place> folded = new HashMap<>();
    for (DocumentNode item : byLanguage.requiredItems(language)) {
      String term = byLanguage.item(item);
      if (term == null) {
        continue;
      }
      TermCheck check = TermCheck.of(term);
      Place first = check.usable() ? folded.putIfAbsent(check.folded(), item.place()) : null;
      if (!check.usable()) {
        problems.add(
            item.place(),
            "wanted a term with 1 to "
                + TermCheck.MOST_LETTERS
                + " letters or digits, found "
                + term);
      } else if (first != null) {
        problems.add(item.place(), "the term " + term + " is already listed at " + first);
      }
      places.put(of + "/" + term, item.place());
      terms.add(term);
    }
    return terms;
  }
}
