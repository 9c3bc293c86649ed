package io.contacttriage.benchmarks;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether each contact that was sent was decided once, by one model.
 *
 * @param sent ids in the topic of contacts
 * @param decided ids in the topic of routes
 * @param lost sent, not decided
 * @param unknown decided, not sent
 * @param twice decided more than once
 * @param byTwoModels with decisions that name different models
 * @param models decisions by the model that they name, {@code none} for those without a score
 */
record Completeness(
    int sent,
    int decided,
    int lost,
    int unknown,
    int twice,
    int byTwoModels,
    Map<String, Long> models) {
  static Completeness of(Set<String> sent, List<RouteWatcher.Seen> routes) {
    Map<String, Integer> decisions = new HashMap<>();
    Map<String, Set<String>> modelsOf = new HashMap<>();
    for (RouteWatcher.Seen route : routes) {
      decisions.merge(route.contactId(), 1, Integer::sum);
      modelsOf.computeIfAbsent(route.contactId(), id -> new HashSet<>()).add(route.model());
    }
    return new Completeness(
        sent.size(),
        decisions.size(),
        count(sent, id -> !decisions.containsKey(id)),
        count(decisions.keySet(), id -> !sent.contains(id)),
        count(decisions.keySet(), id -> decisions.get(id) > 1),
        count(modelsOf.keySet(), id -> modelsOf.get(id).size() > 1),
        routes.stream().collect(groupingBy(RouteWatcher.Seen::model, TreeMap::new, counting())));
  }

  private static int count(Set<String> ids, java.util.function.Predicate<String> which) {
    return (int) ids.stream().filter(which).count();
  }

  boolean holds() {
    return lost == 0 && unknown == 0 && twice == 0 && byTwoModels == 0;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d ids sent, %,d ids decided: %d lost, %d unknown, %d decided more than once. Each decision"
            + " names one model; %d contacts were decided by two. Decisions by model: %s.",
        sent,
        decided,
        lost,
        unknown,
        twice,
        byTwoModels,
        models);
  }
}
