package io.contacttriage.text.terms;

import io.contacttriage.contact.ReadTerms;
import io.contacttriage.contact.TermHit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Term lists of any number of policy books, found in one pass over a text. The pass looks for keys
 * that every match must hold; where one is found, which is rare, {@link TermPattern} decides.
 * Immutable; safe for use by many threads.
 */
public final class TermMatcher {
  /** Reads for no list. */
  public static final TermMatcher NONE = of(List.of());

  private final List<Long> hashes;
  private final List<TermHit> hits = new ArrayList<>();
  private final List<TermPattern> patterns = new ArrayList<>();

  /** Of each pattern, its place in {@link #hits}. */
  private final int[] hitOf;

  /** Of each pattern, the letters of its key. */
  private final int[] keyLength;

  private final TermAutomaton automaton;

  private TermMatcher(Map<Long, TermList> lists) {
    hashes = List.copyOf(lists.keySet());
    List<Integer> hitOfPattern = new ArrayList<>();
    lists.forEach(
        (hash, list) ->
            list.languages()
                .forEach(
                    (language, terms) -> {
                      for (String term : terms) {
                        TermPattern pattern = TermPattern.of(term);
                        if (pattern != null) {
                          patterns.add(pattern);
                          hitOfPattern.add(hits.size());
                        }
                      }
                      hits.add(new TermHit(list.name(), hash, language));
                    }));
    hitOf = hitOfPattern.stream().mapToInt(Integer::intValue).toArray();
    List<int[]> keys = patterns.stream().map(TermPattern::key).toList();
    keyLength = keys.stream().mapToInt(key -> key.length).toArray();
    automaton = new TermAutomaton(keys);
  }

  /** Compiles lists; those that hold the same are one. Terms without a letter match nothing. */
  public static TermMatcher of(Collection<TermList> lists) {
    Map<Long, TermList> byHash = new LinkedHashMap<>();
    lists.forEach(list -> byHash.putIfAbsent(list.hash(), list));
    return new TermMatcher(byHash);
  }

  /** A matcher for these lists: this one when it is for them already. */
  public TermMatcher with(Collection<TermList> lists) {
    Set<Long> wanted = lists.stream().map(TermList::hash).collect(Collectors.toSet());
    return wanted.equals(Set.copyOf(hashes)) ? this : of(lists);
  }

  /** Content hashes of the lists. */
  public List<Long> hashes() {
    return hashes;
  }

  /**
   * Finds the lists that a text holds a term of.
   *
   * @param text cleaned and masked, see {@link io.contacttriage.text.PreparedText}
   */
  public ReadTerms read(String text) {
    if (patterns.isEmpty()) {
      return hashes.isEmpty() ? ReadTerms.NONE : new ReadTerms(List.of(), hashes);
    }
    boolean[] found = new boolean[hits.size()];
    search(FoldedText.of(text), found);
    List<TermHit> held = new ArrayList<>(0);
    for (int i = 0; i < found.length; i++) {
      if (found[i]) {
        held.add(hits.get(i));
      }
    }
    return new ReadTerms(held, hashes);
  }

  private void search(FoldedText text, boolean[] found) {
    // Where the runs of one canonical letter begin, and behind them where the last one ends.
    int[] runs = new int[text.count() + 1];
    int run = 0;
    int state = TermAutomaton.ROOT;
    for (int at = 0; at < text.count(); run++) {
      if (text.gap(at) == FoldedText.WALL) {
        state = TermAutomaton.ROOT;
      }
      int letter = TermCharacters.canonical(text.letter(at));
      runs[run] = at;
      do {
        at++;
      } while (at < text.count()
          && text.gap(at) != FoldedText.WALL
          && TermCharacters.canonical(text.letter(at)) == letter);
      runs[run + 1] = at;
      state = automaton.next(state, letter);
      for (int end = automaton.reporting(state);
          end != TermAutomaton.ROOT;
          end = automaton.nextReporting(end)) {
        for (int number : automaton.ends(end)) {
          int first = run + 1 - keyLength[number];
          if (!found[hitOf[number]]) {
            found[hitOf[number]] = matches(number, text, runs[first], runs[first + 1]);
          }
        }
      }
    }
  }

  /** Whether a term matches from a letter of a run on. */
  private boolean matches(int number, FoldedText text, int from, int to) {
    for (int start = from; start < to; start++) {
      if (patterns.get(number).matchesAt(text, start)) {
        return true;
      }
    }
    return false;
  }
}
