package io.contacttriage.benchmarks;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.contacttriage.benchmarks.report.LinePlot.Point;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * The latencies of the contacts whose turn was in one second.
 *
 * @param second of the epoch
 */
record BySecond(long second, Latencies latencies) {
  /** The second of the epoch in which a contact's turn was. */
  static long second(RouteWatcher.Seen route) {
    return Math.floorDiv(route.turn(), 1000L);
  }

  /** In the order of time, without seconds in which no contact had its turn. */
  static List<BySecond> of(List<RouteWatcher.Seen> routes) {
    return routes.stream()
        .collect(groupingBy(BySecond::second, TreeMap::new, toList()))
        .entrySet()
        .stream()
        .map(second -> new BySecond(second.getKey(), Latencies.of(second.getValue())))
        .toList();
  }

  /** One figure over time, which begins with 0 at the first second. */
  static List<Point> points(List<BySecond> seconds, ToLongFunction<Latencies> figure) {
    return seconds.stream()
        .map(
            each ->
                new Point(
                    each.second() - seconds.get(0).second(),
                    // Less than a millisecond reads as 0, which a logarithmic axis lacks.
                    Math.max(1, figure.applyAsLong(each.latencies()))))
        .toList();
  }
}
