package io.contacttriage.routing.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What stands in another order: the fewest names that have to move to turn one list into the other.
 */
final class Order {
  private Order() {}

  /**
   * A name that moved.
   *
   * @param before names that it stands before now and stood after, in their new order
   * @param after names that it stands after now and stood before
   */
  record Move(String name, List<String> before, List<String> after) {
    String words() {
      if (before.isEmpty() || after.isEmpty()) {
        return before.isEmpty()
            ? "is now tried after " + Words.list(after)
            : "is now tried before " + Words.list(before);
      }
      return "is now tried before " + Words.list(before) + ", and after " + Words.list(after);
    }
  }

  /** Moves among the names that both lists have; names are unique in each. */
  static List<Move> moves(List<String> was, List<String> is) {
    Map<String, Integer> oldPlaces = new HashMap<>();
    was.forEach(name -> oldPlaces.put(name, oldPlaces.size()));
    List<String> kept = is.stream().filter(oldPlaces::containsKey).toList();
    Set<String> unmoved = longestInOrder(kept, oldPlaces);
    List<Move> moves = new ArrayList<>();
    for (int at = 0; at < kept.size(); at++) {
      String name = kept.get(at);
      if (unmoved.contains(name)) {
        continue;
      }
      int old = oldPlaces.get(name);
      moves.add(
          new Move(
              name,
              kept.subList(at + 1, kept.size()).stream()
                  .filter(other -> oldPlaces.get(other) < old)
                  .toList(),
              kept.subList(0, at).stream().filter(other -> oldPlaces.get(other) > old).toList()));
    }
    return moves;
  }

  /** The most names whose old places rise in their new order. Quadratic: books are short. */
  private static Set<String> longestInOrder(List<String> names, Map<String, Integer> oldPlaces) {
    int[] lengths = new int[names.size()];
    int[] previous = new int[names.size()];
    int best = -1;
    for (int i = 0; i < names.size(); i++) {
      lengths[i] = 1;
      previous[i] = -1;
      for (int j = 0; j < i; j++) {
        boolean rises = oldPlaces.get(names.get(j)) < oldPlaces.get(names.get(i));
        if (rises && lengths[j] + 1 > lengths[i]) {
          lengths[i] = lengths[j] + 1;
          previous[i] = j;
        }
      }
      best = best < 0 || lengths[i] > lengths[best] ? i : best;
    }
    Set<String> longest = new HashSet<>();
    for (int at = best; at >= 0; at = previous[at]) {
      longest.add(names.get(at));
    }
    return longest;
  }
}
