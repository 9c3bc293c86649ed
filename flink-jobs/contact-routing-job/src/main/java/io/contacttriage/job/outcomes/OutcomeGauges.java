package io.contacttriage.job.outcomes;

import io.contacttriage.routing.outcome.OutcomeCounts;
import io.contacttriage.routing.outcome.OutcomeGroup;
import io.contacttriage.routing.outcome.OutcomeReport;
import io.contacttriage.routing.outcome.Share;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.metrics.MetricGroup;

/**
 * What an operator reads of outcomes. The first groups of a subtask get gauges and later ones none,
 * so that no number of rules, languages and versions fills a metrics store; the topic has them all.
 */
final class OutcomeGauges {
  private static final int MOST = 100;

  private final MetricGroup metrics;
  private final Map<String, Shown> shown = new HashMap<>();

  /** The newest counts; read by the reporter's thread. */
  private static final class Shown {
    private volatile OutcomeCounts counts;
  }

  OutcomeGauges(MetricGroup metrics) {
    this.metrics = metrics;
  }

  void show(OutcomeReport report) {
    String key = report.group().key();
    Shown known = shown.get(key);
    if (known == null && shown.size() < MOST) {
      known = new Shown();
      known.counts = report.counts();
      shown.put(key, known);
      register(report.group(), known);
    }
    if (known != null) {
      known.counts = report.counts();
    }
  }

  private void register(OutcomeGroup group, Shown of) {
    MetricGroup own =
        metrics
            .addGroup("kind", group.kind().wireName())
            .addGroup("policy", group.policy())
            .addGroup("name", group.name())
            .addGroup("language", group.language())
            .addGroup("policyVersion", group.policyVersion())
            .addGroup("modelVersion", group.modelVersion());
    own.gauge("labelled", () -> of.counts.said());
    gauge(own, "precision", of, OutcomeCounts::precision);
    gauge(own, "rerouted", of, OutcomeCounts::rerouted);
    if (group.kind() == OutcomeGroup.Kind.RULE) {
      gauge(own, "late", of, OutcomeCounts::lateShare);
    } else {
      gauge(own, "recall", of, OutcomeCounts::recall);
    }
  }

  /** The share and both ends of its interval; NaN while nothing is known. */
  private static void gauge(
      MetricGroup group, String name, Shown of, Function<OutcomeCounts, Share> share) {
    group.gauge(name, () -> value(share.apply(of.counts), Share::value));
    group.gauge(name + "Low", () -> value(share.apply(of.counts), Share::low));
    group.gauge(name + "High", () -> value(share.apply(of.counts), Share::high));
  }

  private static double value(Share share, Function<Share, Double> part) {
    return share == null ? Double.NaN : part.apply(share);
  }
}
