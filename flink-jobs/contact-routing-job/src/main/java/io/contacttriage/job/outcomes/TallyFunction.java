package io.contacttriage.job.outcomes;

import io.contacttriage.job.operators.KeyedStateTtl;
import io.contacttriage.job.settings.OutcomeSettings;
import io.contacttriage.routing.outcome.OutcomeChange;
import io.contacttriage.routing.outcome.OutcomeCounts;
import io.contacttriage.routing.outcome.OutcomeReport;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Sums what was counted of a group and tells it, at most once in each interval of processing time.
 * The sums run through: versions are in the key, so a new book or model begins at zero by itself,
 * and a label that comes days later, or is corrected, still finds its sum. Event-time windows would
 * have to stay open for as long.
 */
final class TallyFunction extends KeyedProcessFunction<String, OutcomeChange, OutcomeReport> {
  private final OutcomeSettings settings;

  private transient ValueState<OutcomeReport> sum;
  private transient ValueState<Boolean> due;
  private transient OutcomeGauges gauges;

  TallyFunction(OutcomeSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    // A group without decisions for as long as a label is awaited cannot change any more.
    var sumShape = new ValueStateDescriptor<>("sum", TypeInformation.of(OutcomeReport.class));
    sumShape.enableTimeToLive(KeyedStateTtl.of(settings.joinTtl()));
    sum = getRuntimeContext().getState(sumShape);
    var dueShape = new ValueStateDescriptor<>("due", Types.BOOLEAN);
    dueShape.enableTimeToLive(KeyedStateTtl.of(settings.joinTtl()));
    due = getRuntimeContext().getState(dueShape);
    gauges = new OutcomeGauges(getRuntimeContext().getMetricGroup().addGroup("outcomes"));
  }

  @Override
  public void processElement(OutcomeChange change, Context context, Collector<OutcomeReport> out)
      throws Exception {
    OutcomeReport before = sum.value();
    OutcomeCounts counts = before == null ? OutcomeCounts.NONE : before.counts();
    long now = context.timerService().currentProcessingTime();
    sum.update(
        new OutcomeReport(change.group(), counts.plus(change.counts()), Instant.ofEpochMilli(now)));
    if (due.value() == null) {
      due.update(true);
      context.timerService().registerProcessingTimeTimer(now + settings.reportEvery().toMillis());
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<OutcomeReport> out)
      throws Exception {
    due.clear();
    OutcomeReport report = sum.value();
    if (report != null) {
      gauges.show(report);
      out.collect(report);
    }
  }
}
