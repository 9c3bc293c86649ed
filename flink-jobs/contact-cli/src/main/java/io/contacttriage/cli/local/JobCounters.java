package io.contacttriage.cli.local;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;

/**
 * The metrics of one local cluster, summed over subtasks, by their group and name such as {@code
 * intake.read}. A counter that a finished task takes away stays in the sum.
 */
public final class JobCounters implements AutoCloseable {
  private static final Map<String, JobCounters> OPEN = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();
  private final Map<Metric, String> live = new ConcurrentHashMap<>();
  private final Map<String, Long> retired = new ConcurrentHashMap<>();

  private JobCounters() {}

  static JobCounters open() {
    JobCounters counters = new JobCounters();
    OPEN.put(counters.id, counters);
    return counters;
  }

  /** The counters that a reporter was set up for. */
  static JobCounters byId(String id) {
    JobCounters counters = OPEN.get(id);
    if (counters == null) {
      throw new IllegalStateException("no local cluster counts under '" + id + "'");
    }
    return counters;
  }

  /** Makes a cluster report to these counters. */
  void reportFrom(Configuration flink) {
    String reporter = "metrics.reporter." + JobCountersReporterFactory.NAME + ".";
    flink.setString(reporter + "factory.class", JobCountersReporterFactory.class.getName());
    flink.setString(reporter + JobCountersReporterFactory.ID, id);
  }

  void add(Metric metric, String groupAndName) {
    if (metric instanceof Counter || metric instanceof Gauge) {
      live.put(metric, groupAndName);
    }
  }

  void remove(Metric metric) {
    String name = live.remove(metric);
    if (name != null && metric instanceof Counter counter) {
      retired.merge(name, counter.getCount(), Long::sum);
    }
  }

  /**
   * Sums a counter over all subtasks.
   *
   * @param groupAndName such as {@code routing.duplicates}
   */
  public long sum(String groupAndName) {
    long sum = retired.getOrDefault(groupAndName, 0L);
    for (Map.Entry<Metric, String> entry : live.entrySet()) {
      if (entry.getValue().equals(groupAndName) && entry.getKey() instanceof Counter counter) {
        sum += counter.getCount();
      }
    }
    return sum;
  }

  /** The counters and gauges that are registered now, by name without values of labels. */
  public Set<String> names() {
    return Set.copyOf(live.values());
  }

  /** The largest value of a gauge over all subtasks, 0 while there is none. */
  public long largest(String groupAndName) {
    long largest = 0;
    for (Map.Entry<Metric, String> entry : live.entrySet()) {
      if (entry.getValue().equals(groupAndName)
          && entry.getKey() instanceof Gauge<?> gauge
          && gauge.getValue() instanceof Number value) {
        largest = Math.max(largest, value.longValue());
      }
    }
    return largest;
  }

  @Override
  public void close() {
    OPEN.remove(id);
  }
}
