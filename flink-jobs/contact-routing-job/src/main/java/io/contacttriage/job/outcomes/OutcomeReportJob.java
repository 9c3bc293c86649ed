package io.contacttriage.job.outcomes;

import io.contacttriage.contact.IntakeRecord;
import io.contacttriage.contact.RejectedRecord;
import io.contacttriage.job.operators.Rejects;
import io.contacttriage.job.settings.OutcomeSettings;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.outcome.DriftReport;
import io.contacttriage.routing.outcome.Label;
import io.contacttriage.routing.outcome.OutcomeChange;
import io.contacttriage.routing.outcome.OutcomeReport;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The outcome report, as it is drawn:
 *
 * <pre>
 *  routes ─▶ intake ═▶ join ═▶ tally ─▶ outcomes
 *               │  key by  ▲  key by group
 *               │  contact │
 *               ╞═▶ drift ─┼─────────▶ outcomes
 *  labels ─▶ intake ═══════╛
 *               └─▶ rejects (of both)
 * </pre>
 */
public final class OutcomeReportJob {
  public static final String NAME = "outcome-report";

  private OutcomeReportJob() {}

  /** Draws the job into {@code env}. */
  public static void draw(
      StreamExecutionEnvironment env, OutcomeDoors doors, OutcomeSettings settings) {
    var decisions = readRoutes(doors.routes(env));
    var labels = readLabels(doors.labels(env));
    var changes = joinLabels(decisions, labels, settings);
    doors.outcomes(tally(changes, settings));
    doors.drift(watchScores(decisions, settings));
    doors.rejects(rejectsOf(decisions).union(rejectsOf(labels)));
  }

  private static SingleOutputStreamOperator<RoutingDecision> readRoutes(
      DataStream<IntakeRecord> records) {
    return named(
        OutcomeStage.ROUTE_INTAKE,
        records.process(new RouteIntakeFunction()),
        RoutingDecision.class);
  }

  private static SingleOutputStreamOperator<Label> readLabels(DataStream<IntakeRecord> records) {
    return named(
        OutcomeStage.LABEL_INTAKE, records.process(new LabelIntakeFunction()), Label.class);
  }

  private static SingleOutputStreamOperator<OutcomeChange> joinLabels(
      DataStream<RoutingDecision> decisions, DataStream<Label> labels, OutcomeSettings settings) {
    return named(
        OutcomeStage.JOIN,
        decisions
            .keyBy(RoutingDecision::contactId)
            .connect(labels.keyBy(Label::contactId))
            .process(new JoinLabelsFunction(settings.joinTtl())),
        OutcomeChange.class);
  }

  private static SingleOutputStreamOperator<OutcomeReport> tally(
      DataStream<OutcomeChange> changes, OutcomeSettings settings) {
    return named(
        OutcomeStage.TALLY,
        changes.keyBy(change -> change.group().key()).process(new TallyFunction(settings)),
        OutcomeReport.class);
  }

  private static SingleOutputStreamOperator<DriftReport> watchScores(
      DataStream<RoutingDecision> decisions, OutcomeSettings settings) {
    return named(
        OutcomeStage.DRIFT,
        decisions.keyBy(DriftFunction::keyOf).process(new DriftFunction(settings)),
        DriftReport.class);
  }

  private static DataStream<RejectedRecord> rejectsOf(SingleOutputStreamOperator<?> room) {
    return room.getSideOutput(Rejects.TAG);
  }

  private static <T> SingleOutputStreamOperator<T> named(
      OutcomeStage stage, SingleOutputStreamOperator<T> operator, Class<T> type) {
    return operator.returns(type).uid(stage.uid()).name(stage.title());
  }
}
