package io.contacttriage.job.outcomes;

import io.contacttriage.contact.IntakeRecord;
import io.contacttriage.contact.RejectCause;
import io.contacttriage.contact.RejectedRecord;
import io.contacttriage.job.operators.Rejects;
import io.contacttriage.routing.DecisionReader;
import io.contacttriage.routing.RoutingDecision;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Bytes become a decision, or a reject. */
final class RouteIntakeFunction extends ProcessFunction<IntakeRecord, RoutingDecision> {
  private transient DecisionReader reader;

  @Override
  public void open(OpenContext context) {
    reader = new DecisionReader();
  }

  @Override
  public void processElement(IntakeRecord record, Context context, Collector<RoutingDecision> out) {
    RoutingDecision decision;
    try {
      decision = reader.read(record.value(), record.key(), null);
    } catch (RuntimeException notOne) {
      context.output(
          Rejects.TAG,
          RejectedRecord.of(
              RejectCause.INVALID_ROUTE,
              "wanted a decision as route.schema.json has it, found something else",
              List.of(),
              record.coordinates(),
              record.value()));
      return;
    }
    out.collect(decision);
  }
}
