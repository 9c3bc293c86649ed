package io.contacttriage.job.doors;

import io.contacttriage.contact.IntakeRecord;
import io.contacttriage.contact.RejectedRecord;
import io.contacttriage.routing.AuditRecord;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.erasure.ErasureReceipt;
import io.contacttriage.routing.launch.CandidateWithdrawal;
import io.contacttriage.routing.launch.PolicyStatus;
import io.contacttriage.routing.launch.ShadowDiff;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Where the job meets the world. The topology knows no other way in or out. */
public interface JobDoors {
  /** Contacts as raw records: nothing has looked inside yet. */
  DataStream<IntakeRecord> contacts(StreamExecutionEnvironment env);

  /** Policy books as raw records, from the first one on. */
  DataStream<IntakeRecord> policies(StreamExecutionEnvironment env);

  /** Requests for erasure as raw records. */
  DataStream<IntakeRecord> erasures(StreamExecutionEnvironment env);

  /** Lets decisions out to the queues. */
  void decisions(DataStream<RoutingDecision> decisions);

  /** Lets rejected contacts, policy books and erasures out. */
  void rejects(DataStream<RejectedRecord> rejects);

  /** Lets out what decisions follow from. */
  void audit(DataStream<AuditRecord> records);

  /** Lets out what became of policy books. */
  void policyStatus(DataStream<PolicyStatus> status);

  /** Lets out a sample of what a candidate book would change. */
  void shadowDiffs(DataStream<ShadowDiff> diffs);

  /** Lets out the word of each subtask that it keeps nothing more of a person. */
  void erasureReceipts(DataStream<ErasureReceipt> receipts);

  /** Takes withdrawals to where {@link #policies} reads them: the way back into the job. */
  void withdrawals(DataStream<CandidateWithdrawal> withdrawals);
}
