package io.contacttriage.job.outcomes;

import io.contacttriage.job.operators.KeyedStateTtl;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.outcome.DecidedContact;
import io.contacttriage.routing.outcome.Label;
import io.contacttriage.routing.outcome.OutcomeChange;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Holds each contact's label against its decision, whichever comes first. The first decision of a
 * contact counts, as it does for its queue; the label with the latest {@code labelledAt} counts,
 * and takes back what an earlier one had added.
 */
final class JoinLabelsFunction
    extends KeyedCoProcessFunction<String, RoutingDecision, Label, OutcomeChange> {
  private final Duration kept;

  private transient ValueState<DecidedContact> decision;
  private transient ValueState<Label> judgement;
  private transient Counter decided;
  private transient Counter labelled;
  private transient Counter early;
  private transient Counter superseded;

  /**
   * Makes the function.
   *
   * @param kept how long a decision and a label wait for each other
   */
  JoinLabelsFunction(Duration kept) {
    this.kept = kept;
  }

  @Override
  public void open(OpenContext context) {
    StateTtlConfig ttl = KeyedStateTtl.of(kept);
    var decisionShape =
        new ValueStateDescriptor<>("decision", TypeInformation.of(DecidedContact.class));
    decisionShape.enableTimeToLive(ttl);
    decision = getRuntimeContext().getState(decisionShape);
    var labelShape = new ValueStateDescriptor<>("label", TypeInformation.of(Label.class));
    labelShape.enableTimeToLive(ttl);
    judgement = getRuntimeContext().getState(labelShape);
    var metrics = getRuntimeContext().getMetricGroup().addGroup("outcomes");
    decided = metrics.counter("decisions");
    labelled = metrics.counter("labels");
    early = metrics.counter("labelsWithoutDecision");
    superseded = metrics.counter("labelsSuperseded");
  }

  @Override
  public void processElement1(RoutingDecision route, Context context, Collector<OutcomeChange> out)
      throws Exception {
    if (decision.value() != null) {
      return;
    }
    DecidedContact contact = DecidedContact.of(route);
    decision.update(contact);
    decided.inc();
    OutcomeChange.of(contact).forEach(out::collect);
    Label waiting = judgement.value();
    if (waiting != null) {
      OutcomeChange.of(contact, waiting).forEach(out::collect);
    }
  }

  @Override
  public void processElement2(Label label, Context context, Collector<OutcomeChange> out)
      throws Exception {
    labelled.inc();
    Label before = judgement.value();
    if (before != null && label.labelledAt().isBefore(before.labelledAt())) {
      superseded.inc();
      return;
    }
    judgement.update(label);
    DecidedContact contact = decision.value();
    if (contact == null) {
      early.inc();
      return;
    }
    if (before != null) {
      superseded.inc();
      OutcomeChange.of(contact, before).forEach(change -> out.collect(change.negated()));
    }
    OutcomeChange.of(contact, label).forEach(out::collect);
  }
}
