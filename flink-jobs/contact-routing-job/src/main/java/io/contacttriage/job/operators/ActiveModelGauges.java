package io.contacttriage.job.operators;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.flink.metrics.MetricGroup;

/**
 * A gauge for each bundle that was active: 1 while it is, then 0. Prometheus keeps numbers only, so
 * the name is a label. The first bundles get one and later ones none until the next start.
 */
final class ActiveModelGauges {
  private static final int MOST = 20;

  private final MetricGroup group;
  private final Supplier<String> active;
  private final Set<String> shown = new HashSet<>();

  /**
   * Registers nothing yet.
   *
   * @param active name of the bundle that is active; asked by the reporter's thread
   */
  ActiveModelGauges(MetricGroup group, Supplier<String> active) {
    this.group = group;
    this.active = active;
  }

  /** Shows the active bundle from now on. */
  void show() {
    String model = active.get();
    if (!shown.contains(model) && shown.size() < MOST) {
      shown.add(model);
      group.addGroup("model", model).gauge("active", () -> model.equals(active.get()) ? 1 : 0);
    }
  }
}
