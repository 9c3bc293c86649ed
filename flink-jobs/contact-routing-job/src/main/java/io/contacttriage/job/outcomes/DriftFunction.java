package io.contacttriage.job.outcomes;

import io.contacttriage.job.operators.KeyedStateTtl;
import io.contacttriage.job.settings.OutcomeSettings;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.outcome.DriftReport;
import io.contacttriage.routing.outcome.ScoreHistogram;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Compares the scores of each window of processing time with the first full window of the same
 * model and language. A window with too few contacts goes on instead of being compared.
 */
final class DriftFunction extends KeyedProcessFunction<String, RoutingDecision, DriftReport> {
  /** With fewer the index is mostly chance. */
  static final int LEAST_CONTACTS = 100;

  private static final int MOST_SHOWN = 20;

  private final OutcomeSettings settings;

  private transient ValueState<ScoreHistogram> reference;
  private transient ValueState<ScoreHistogram> current;
  private transient MetricGroup metrics;
  private transient Map<String, double[]> shown;

  DriftFunction(OutcomeSettings settings) {
    this.settings = settings;
  }

  /** Model and language; nothing was scored without a model. */
  static String keyOf(RoutingDecision decision) {
    return decision.scores() == null
        ? "none/none"
        : decision.modelVersion() + "/" + decision.scores().language();
  }

  @Override
  public void open(OpenContext context) {
    var ttl = KeyedStateTtl.of(settings.joinTtl().plus(settings.driftWindow()));
    var referenceShape =
        new ValueStateDescriptor<>("reference", TypeInformation.of(ScoreHistogram.class));
    referenceShape.enableTimeToLive(ttl);
    reference = getRuntimeContext().getState(referenceShape);
    var currentShape =
        new ValueStateDescriptor<>("current", TypeInformation.of(ScoreHistogram.class));
    currentShape.enableTimeToLive(ttl);
    current = getRuntimeContext().getState(currentShape);
    metrics = getRuntimeContext().getMetricGroup().addGroup("drift");
    shown = new HashMap<>();
  }

  @Override
  public void processElement(RoutingDecision decision, Context context, Collector<DriftReport> out)
      throws Exception {
    if (decision.scores() == null) {
      return;
    }
    ScoreHistogram before = current.value();
    if (before == null) {
      before = ScoreHistogram.empty();
      closeLater(context.timerService().currentProcessingTime(), context);
    }
    current.update(before.with(decision.scores()));
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<DriftReport> out)
      throws Exception {
    ScoreHistogram ended = current.value();
    if (ended == null) {
      return;
    }
    if (ended.contacts() < LEAST_CONTACTS) {
      closeLater(time, context);
      return;
    }
    current.clear();
    ScoreHistogram from = reference.value();
    // Written again each time, so that it lives for as long as its model is used.
    reference.update(from == null ? ended : from);
    if (from != null) {
      double[] drift = new double[ScoreHistogram.NAMES.size()];
      for (int i = 0; i < drift.length; i++) {
        drift[i] = ended.driftFrom(from, i);
      }
      String key = context.getCurrentKey();
      int slash = key.lastIndexOf('/');
      show(key, drift);
      out.collect(
          new DriftReport(
              key.substring(0, slash),
              key.substring(slash + 1),
              drift,
              from.contacts(),
              ended.contacts(),
              Instant.ofEpochMilli(time)));
    }
  }

  private void closeLater(long now, Context context) {
    context.timerService().registerProcessingTimeTimer(now + settings.driftWindow().toMillis());
  }

  /** The first models and languages of a subtask get gauges; the topic has them all. */
  private void show(String key, double[] drift) {
    double[] gauges = shown.get(key);
    if (gauges == null && shown.size() < MOST_SHOWN) {
      gauges = drift.clone();
      shown.put(key, gauges);
      for (int i = 0; i < drift.length; i++) {
        int score = i;
        double[] read = gauges;
        metrics
            .addGroup("model", key)
            .addGroup("score", ScoreHistogram.NAMES.get(i))
            .gauge("psi", () -> read[score]);
      }
    }
    if (gauges != null) {
      System.arraycopy(drift, 0, gauges, 0, drift.length);
    }
  }
}
