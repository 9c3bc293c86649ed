package io.contacttriage.job.operators;

import io.contacttriage.contact.IntakeRecord;
import io.contacttriage.contact.RejectCause;
import io.contacttriage.contact.RejectedRecord;
import io.contacttriage.routing.launch.CandidateWithdrawals;
import io.contacttriage.routing.launch.PolicyStatus;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyProblem;
import io.contacttriage.scoring.bundle.SigningKeys;
import java.security.PublicKey;
import java.time.Clock;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Bytes become a policy book that passed every check (or the withdrawal of a candidate), or a
 * reject with all its problems. A refused book changes nothing. A withdrawal needs no signature:
 * the job's own guard sends them, and they only give contacts back to the live book.
 */
public final class PolicyIntakeFunction extends ProcessFunction<IntakeRecord, ControlRecord> {
  private static final List<String> KEYS =
      List.of(PublishedBook.LIVE, PublishedBook.CANDIDATE, PublishedBook.WITHDRAWN);

  private final Clock clock;
  private final String publicKey;
  private transient PublicKey signer;

  /** Of the newest record; read by the reporter's thread. */
  private transient volatile boolean refused;

  /**
   * Makes the function.
   *
   * @param publicKey an Ed25519 key as {@link SigningKeys} reads it, empty where books need no
   *     signature
   */
  public PolicyIntakeFunction(String publicKey) {
    this.clock = Clock.systemUTC();
    this.publicKey = publicKey;
  }

  @Override
  public void open(OpenContext context) {
    signer = publicKey.isEmpty() ? null : SigningKeys.publicKey(publicKey);
    getRuntimeContext().getMetricGroup().addGroup("policy").gauge("refused", () -> refused ? 1 : 0);
  }

  @Override
  public void processElement(IntakeRecord record, Context context, Collector<ControlRecord> out) {
    refused = false;
    String key = record.key() == null ? PublishedBook.LIVE : record.key();
    if (!KEYS.contains(key)) {
      refuse(record, "wanted a record key of " + KEYS + ", found another", List.of(), context);
    } else if (record.value() == null) {
      refuse(
          record,
          "a policy book cannot be deleted: publish the one to go back to",
          List.of(),
          context);
    } else if (key.equals(PublishedBook.WITHDRAWN)) {
      withdraw(record, context, out);
    } else if (!isVouchedFor(key, record)) {
      refuse(
          record,
          "wanted a policy book that is signed as "
              + key
              + " by the key "
              + publicKey
              + ", found "
              + (record.signature() == null ? "no signature" : "another signature")
              + "; the live one stays",
          List.of(),
          context);
    } else {
      read(key, record, context, out);
    }
  }

  private boolean isVouchedFor(String key, IntakeRecord record) {
    return signer == null || BookSignature.isBy(signer, key, record.value(), record.signature());
  }

  private void read(
      String key, IntakeRecord record, Context context, Collector<ControlRecord> out) {
    byte[] json = record.value();
    // The other processes compile it while this one does, and no contact waits for a compiler.
    out.collect(
        ControlRecord.of(
            new PublishedBook(PublishedBook.ANNOUNCED, "", 0, json, record.coordinates())));
    CompiledBook compiled = CompiledBooks.of(json);
    if (compiled.refused() == null) {
      PolicyBook book = compiled.evaluator().book();
      out.collect(
          ControlRecord.of(
              new PublishedBook(key, book.name(), book.version(), json, record.coordinates())));
    } else {
      List<PolicyProblem> problems = compiled.refused().problems();
      refuse(
          record,
          problems.size() + " problems in the policy book; the live one stays",
          problems.stream().map(PolicyProblem::toString).toList(),
          context);
    }
  }

  private void withdraw(IntakeRecord record, Context context, Collector<ControlRecord> out) {
    try {
      long version = CandidateWithdrawals.read(record.value()).version();
      out.collect(
          ControlRecord.of(
              new PublishedBook(
                  PublishedBook.WITHDRAWN, "", version, record.value(), record.coordinates())));
    } catch (IllegalArgumentException notOne) {
      refuse(record, notOne.getMessage(), List.of(), context);
    }
  }

  private void refuse(IntakeRecord record, String detail, List<String> problems, Context context) {
    refused = true;
    context.output(
        Rejects.TAG,
        RejectedRecord.of(
            RejectCause.INVALID_POLICY_BOOK,
            detail,
            problems,
            record.coordinates(),
            record.value()));
    context.output(
        Statuses.TAG,
        new PolicyStatus(
            null,
            null,
            record.key() == null || record.key().equals(PublishedBook.LIVE)
                ? PolicyStatus.Role.LIVE
                : PolicyStatus.Role.CANDIDATE,
            PolicyStatus.Outcome.REFUSED,
            problems.isEmpty() ? List.of(detail) : problems,
            0,
            1,
            clock.instant(),
            record.coordinates().offset()));
  }
}
