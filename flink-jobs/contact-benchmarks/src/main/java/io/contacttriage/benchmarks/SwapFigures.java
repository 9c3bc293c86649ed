package io.contacttriage.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Latencies of the seconds in which something changed, beside those of the same run's others. */
record SwapFigures(Latencies steady, Map<Change.Kind, Latencies> changing) {
  static SwapFigures of(List<RouteWatcher.Seen> routes, List<Change> changes) {
    List<RouteWatcher.Seen> steady = new ArrayList<>();
    Map<Change.Kind, List<RouteWatcher.Seen>> changing = new LinkedHashMap<>();
    for (Change.Kind kind : Change.Kind.values()) {
      changing.put(kind, new ArrayList<>());
    }
    for (RouteWatcher.Seen route : routes) {
      long second = BySecond.second(route);
      changes.stream()
          .filter(change -> change.touches(second))
          .findFirst()
          .map(change -> changing.get(change.kind()))
          .orElse(steady)
          .add(route);
    }
    Map<Change.Kind, Latencies> latencies = new LinkedHashMap<>();
    changing.forEach((kind, seen) -> latencies.put(kind, Latencies.of(seen)));
    return new SwapFigures(Latencies.of(steady), latencies);
  }

  /** The 99th percentile while this changed, in those of the steady seconds. */
  double ratio(Change.Kind kind) {
    return (double) changing.get(kind).p99() / Math.max(1, steady.p99());
  }
}
