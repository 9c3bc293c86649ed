package io.contacttriage.job.outcomes;

import io.contacttriage.contact.IntakeRecord;
import io.contacttriage.contact.RejectCause;
import io.contacttriage.contact.RejectedRecord;
import io.contacttriage.job.operators.Rejects;
import io.contacttriage.routing.outcome.Label;
import io.contacttriage.routing.outcome.LabelReader;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Bytes become a label, or a reject that says which field was not as wanted. */
final class LabelIntakeFunction extends ProcessFunction<IntakeRecord, Label> {
  private transient LabelReader reader;

  @Override
  public void open(OpenContext context) {
    reader = new LabelReader();
  }

  @Override
  public void processElement(IntakeRecord record, Context context, Collector<Label> out) {
    Label label;
    try {
      label = reader.read(record.value());
    } catch (IllegalArgumentException notOne) {
      context.output(
          Rejects.TAG,
          RejectedRecord.of(
              RejectCause.INVALID_LABEL,
              notOne.getMessage(),
              List.of(),
              record.coordinates(),
              record.value()));
      return;
    }
    out.collect(label);
  }
}
