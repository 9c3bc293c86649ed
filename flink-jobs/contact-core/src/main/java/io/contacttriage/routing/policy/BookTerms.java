package io.contacttriage.routing.policy;

import io.contacttriage.contact.ReadTerms;
import io.contacttriage.contact.TermHit;
import io.contacttriage.scoring.LanguageRule;
import io.contacttriage.text.terms.TermList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The term lists of one book, and what they say of a contact: the text room reads for the lists of
 * several books, and one name may stand for another content in each.
 */
public final class BookTerms {
  /** Of a book without any. */
  public static final BookTerms NONE = new BookTerms(List.of(), Set.of());

  private final Map<Long, String> byHash = new HashMap<>();
  private final Map<String, Long> asked = new HashMap<>();

  /**
   * Takes the lists of a book.
   *
   * @param asked names of those that conditions ask for
   */
  BookTerms(List<TermList> lists, Set<String> asked) {
    for (TermList list : lists) {
      long hash = list.hash();
      byHash.put(hash, list.name());
      if (asked.contains(list.name())) {
        this.asked.put(list.name(), hash);
      }
    }
  }

  /**
   * Names of the lists that hit. Terms of a language count for contacts in that language, in a
   * mixture of languages, and in one that cannot be told.
   *
   * @param language of the contact, as {@link LanguageRule} decides it
   */
  public Set<String> hits(ReadTerms terms, String language) {
    if (terms.hits().isEmpty()) {
      return Set.of();
    }
    Set<String> names = new HashSet<>();
    for (TermHit hit : terms.hits()) {
      String name = byHash.get(hit.hash());
      if (name != null && counts(hit.language(), language)) {
        names.add(name);
      }
    }
    return names;
  }

  /**
   * Names, in alphabetical order, of the lists that rules ask for and the text was not read for.
   */
  public List<String> unread(ReadTerms terms) {
    List<String> unread = new ArrayList<>(0);
    asked.forEach(
        (name, hash) -> {
          if (!terms.read().contains(hash)) {
            unread.add(name);
          }
        });
    unread.sort(null);
    return unread;
  }

  /** Names of the lists that conditions ask for. */
  public Set<String> asked() {
    return Collections.unmodifiableSet(asked.keySet());
  }

  /** What a contact carries that was read for all lists, and of which these hit. */
  public ReadTerms readWith(Collection<String> hits) {
    List<TermHit> found = new ArrayList<>();
    byHash.forEach(
        (hash, name) -> {
          if (hits.contains(name)) {
            found.add(new TermHit(name, hash, TermList.ANY));
          }
        });
    return new ReadTerms(found, List.copyOf(byHash.keySet()));
  }

  private static boolean counts(String termsOf, String language) {
    return termsOf.equals(TermList.ANY)
        || termsOf.equals(language)
        || language.equals(LanguageRule.MIXED)
        || language.equals(LanguageRule.UNDETERMINED);
  }
}
