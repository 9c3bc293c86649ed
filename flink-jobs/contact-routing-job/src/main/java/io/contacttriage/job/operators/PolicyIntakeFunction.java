package io.contacttriage.job.operators;

import io.contacttriage.contact.IntakeRecord;
import io.contacttriage.contact.RejectCause;
import io.contacttriage.contact.RejectedRecord;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyBookReader;
import io.contacttriage.routing.policy.PolicyBookResult;
import io.contacttriage.routing.policy.PolicyProblem;
import java.util.List;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Bytes become a policy book that passed every check, or a reject with all its problems. A refused
 * book changes nothing.
 */
public final class PolicyIntakeFunction extends ProcessFunction<IntakeRecord, PublishedBook> {
  @Override
  public void processElement(IntakeRecord record, Context context, Collector<PublishedBook> out) {
    String key = record.key() == null ? PublishedBook.LIVE : record.key();
    if (!key.equals(PublishedBook.LIVE) && !key.equals(PublishedBook.CANDIDATE)) {
      context.output(
          Rejects.TAG,
          rejected(record, "wanted the record key live or candidate, found another", List.of()));
    } else if (record.value() == null) {
      context.output(
          Rejects.TAG,
          rejected(
              record, "a policy book cannot be deleted: publish the one to go back to", List.of()));
    } else {
      PolicyBookResult result = PolicyBookReader.readJson(record.value());
      if (result.isBook()) {
        PolicyBook book = result.book();
        // Here and not when a contact needs it: nobody waits for a compiler.
        CompiledBooks.of(record.value());
        out.collect(
            new PublishedBook(
                key, book.name(), book.version(), record.value(), record.coordinates()));
      } else {
        context.output(
            Rejects.TAG,
            rejected(
                record,
                result.problems().size() + " problems in the policy book; the live one stays",
                result.problems().stream().map(PolicyProblem::toString).toList()));
      }
    }
  }

  private static RejectedRecord rejected(
      IntakeRecord record, String detail, List<String> problems) {
    return RejectedRecord.of(
        RejectCause.INVALID_POLICY_BOOK, detail, problems, record.coordinates(), record.value());
  }
}
