package io.contacttriage.job.operators;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counters by a name that policy authors choose. The first names get a counter of their own and all
 * later ones share one, so that no book can fill a metrics store.
 */
final class BoundedCounters {
  static final String OTHERS = "other";

  /** More than the rules of a usual difference, fewer than a metrics store minds. */
  private static final int MOST = 50;

  private final MetricGroup group;
  private final String label;
  private final String counter;
  private final Map<String, Counter> byName = new HashMap<>();

  /**
   * Registers nothing yet.
   *
   * @param label of the names, as a metrics store shows it
   * @param counter name of each counter
   */
  BoundedCounters(MetricGroup group, String label, String counter) {
    this.group = group;
    this.label = label;
    this.counter = counter;
  }

  Counter of(String name) {
    Counter known = byName.get(name);
    if (known != null) {
      return known;
    }
    String shown = byName.size() < MOST ? name : OTHERS;
    return byName.computeIfAbsent(shown, n -> group.addGroup(label, n).counter(counter));
  }
}
