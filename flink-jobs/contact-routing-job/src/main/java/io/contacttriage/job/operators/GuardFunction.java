package io.contacttriage.job.operators;

import io.contacttriage.routing.launch.BookComparison;
import io.contacttriage.routing.launch.CandidateWithdrawal;
import io.contacttriage.routing.launch.GuardCounts;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what a candidate would change over all subtasks, and withdraws it once when a limit of its
 * guard is certainly exceeded. Keyed by the candidate's version, so that one subtask counts each.
 * The withdrawal takes the way of a published book: through the topic, to every subtask.
 */
public final class GuardFunction
    extends KeyedProcessFunction<Long, BookComparison, CandidateWithdrawal> {
  private static final Logger LOG = LoggerFactory.getLogger(GuardFunction.class);

  /** Far longer than a launch takes; counted anew with each contact. */
  private static final Duration KEPT = Duration.ofDays(31);

  private final Clock clock;
  private transient ValueState<GuardCounts> counts;
  private transient Counter withdrawals;

  public GuardFunction() {
    this(Clock.systemUTC());
  }

  GuardFunction(Clock clock) {
    this.clock = clock;
  }

  /** The shape of what a guard keeps in savepoints. */
  static ValueStateDescriptor<GuardCounts> countsShape() {
    return new ValueStateDescriptor<>("counts", TypeInformation.of(GuardCounts.class));
  }

  @Override
  public void open(OpenContext context) {
    var shape = countsShape();
    shape.enableTimeToLive(KeyedStateTtl.of(KEPT));
    counts = getRuntimeContext().getState(shape);
    withdrawals = getRuntimeContext().getMetricGroup().addGroup("guard").counter("withdrawals");
  }

  @Override
  public void processElement(
      BookComparison contact, Context context, Collector<CandidateWithdrawal> out)
      throws Exception {
    GuardCounts before = counts.value() == null ? GuardCounts.NONE : counts.value();
    if (before.withdrawn()) {
      return;
    }
    GuardCounts now = before.with(contact);
    List<String> breaches = now.breaches(contact);
    if (breaches.isEmpty()) {
      counts.update(now);
      return;
    }
    counts.update(now.afterWithdrawal());
    withdrawals.inc();
    String reason = String.join("; ", breaches);
    LOG.warn("The guard withdraws candidate {}: {}", contact.version(), reason);
    out.collect(
        new CandidateWithdrawal(
            contact.version(), CandidateWithdrawal.By.GUARD, null, reason, clock.instant()));
  }
}
