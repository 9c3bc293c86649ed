package io.contacttriage.job.operators;

import io.contacttriage.contact.IntakeRecord;
import io.contacttriage.contact.RejectCause;
import io.contacttriage.contact.RejectedRecord;
import io.contacttriage.routing.KeyedHash;
import io.contacttriage.routing.erasure.ErasureRequest;
import io.contacttriage.routing.erasure.ErasureRequests;
import java.util.List;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Bytes become a request for erasure, or a reject that quotes no id. */
public final class ErasureIntakeFunction extends ProcessFunction<IntakeRecord, ControlRecord> {
  private final KeyedHash seal;

  /**
   * Makes the function.
   *
   * @param seal under which receipts name a customer, null where they do not
   */
  public ErasureIntakeFunction(KeyedHash seal) {
    this.seal = seal;
  }

  @Override
  public void processElement(IntakeRecord record, Context context, Collector<ControlRecord> out) {
    ErasureRequest request;
    try {
      request = ErasureRequests.read(record.value() == null ? new byte[0] : record.value());
    } catch (IllegalArgumentException notOne) {
      context.output(
          Rejects.TAG,
          RejectedRecord.of(
              RejectCause.INVALID_ERASURE,
              notOne.getMessage(),
              List.of(),
              record.coordinates(),
              record.value()));
      return;
    }
    String customer = request.customerId();
    out.collect(
        ControlRecord.of(
            new Erasure(
                request.requestId(),
                seal == null || customer == null ? null : seal.seal(customer),
                List.copyOf(request.subjects()))));
  }
}
