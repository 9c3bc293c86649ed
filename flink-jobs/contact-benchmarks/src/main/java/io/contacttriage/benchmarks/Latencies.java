package io.contacttriage.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Milliseconds from a contact's turn until its route was visible. */
record Latencies(long contacts, long p50, long p99, long p999, long most) {
  static final String[] TITLES = {"", "contacts", "p50 ms", "p99 ms", "p99.9 ms", "most ms"};

  private static final int DIGITS = 3;

  static Latencies of(List<RouteWatcher.Seen> routes) {
    Histogram histogram = new Histogram(DIGITS);
    routes.forEach(route -> histogram.recordValue(route.latency()));
    return new Latencies(
        histogram.getTotalCount(),
        histogram.getValueAtPercentile(50),
        histogram.getValueAtPercentile(99),
        histogram.getValueAtPercentile(99.9),
        histogram.getMaxValue());
  }

  String[] cells(String title) {
    return new String[] {title, "" + contacts, "" + p50, "" + p99, "" + p999, "" + most};
  }

  Map<String, Long> json() {
    Map<String, Long> json = new LinkedHashMap<>();
    json.put("contacts", contacts);
    json.put("p50", p50);
    json.put("p99", p99);
    json.put("p99.9", p999);
    json.put("most", most);
    return json;
  }
}
