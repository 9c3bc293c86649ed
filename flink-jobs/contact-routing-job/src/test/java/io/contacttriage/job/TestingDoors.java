package io.contacttriage.job;

import io.contacttriage.contact.IntakeRecord;
import io.contacttriage.contact.RecordCoordinates;
import io.contacttriage.contact.RejectedRecord;
import io.contacttriage.job.doors.JobDoors;
import io.contacttriage.routing.AuditRecord;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.erasure.ErasureReceipt;
import io.contacttriage.routing.launch.CandidateWithdrawal;
import io.contacttriage.routing.launch.PolicyStatus;
import io.contacttriage.routing.launch.ShadowDiff;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.CloseableIterator;

/** Doors for a job without Kafka: lists in, lists out. */
final class TestingDoors implements JobDoors {
  private final List<IntakeRecord> contacts = new ArrayList<>();
  private CloseableIterator<RoutingDecision> decisions;
  private CloseableIterator<RejectedRecord> rejects;
  private CloseableIterator<AuditRecord> audit;
  private final List<IntakeRecord> erasures = new ArrayList<>();
  private CloseableIterator<PolicyStatus> policyStatus;
  private CloseableIterator<ErasureReceipt> erasureReceipts;

  TestingDoors contact(String json) {
    contacts.add(
        new IntakeRecord(
            null,
            json.getBytes(StandardCharsets.UTF_8),
            null,
            new RecordCoordinates("contacts", 0, contacts.size(), -1)));
    return this;
  }

  TestingDoors() {
    // A stream needs a record: one that is refused.
    erasure(new byte[] {'['});
  }

  TestingDoors erasure(byte[] request) {
    erasures.add(
        new IntakeRecord(
            null, request, null, new RecordCoordinates("erasures", 0, erasures.size(), -1)));
    return this;
  }

  List<RoutingDecision> decisions() {
    return toList(decisions);
  }

  List<RejectedRecord> rejects() {
    return toList(rejects);
  }

  List<AuditRecord> audit() {
    return toList(audit);
  }

  List<PolicyStatus> policyStatus() {
    return toList(policyStatus);
  }

  List<ErasureReceipt> erasureReceipts() {
    return toList(erasureReceipts);
  }

  @Override
  public DataStream<IntakeRecord> erasures(StreamExecutionEnvironment env) {
    return env.fromData(
            TypeInformation.of(IntakeRecord.class), erasures.toArray(IntakeRecord[]::new))
        .setParallelism(1)
        .uid(Stage.ERASURES.uid());
  }

  @Override
  public DataStream<IntakeRecord> contacts(StreamExecutionEnvironment env) {
    return env.fromData(
            TypeInformation.of(IntakeRecord.class), contacts.toArray(IntakeRecord[]::new))
        .uid(Stage.CONTACTS.uid());
  }

  @Override
  public DataStream<IntakeRecord> policies(StreamExecutionEnvironment env) {
    IntakeRecord refused =
        new IntakeRecord(
            "live",
            "{\"not\":\"a book\"}".getBytes(StandardCharsets.UTF_8),
            null,
            new RecordCoordinates("policies", 0, 0, -1));
    return env.fromData(TypeInformation.of(IntakeRecord.class), refused)
        .setParallelism(1)
        .uid(Stage.POLICIES.uid());
  }

  @Override
  public void decisions(DataStream<RoutingDecision> stream) {
    decisions = stream.collectAsync();
  }

  @Override
  public void rejects(DataStream<RejectedRecord> stream) {
    rejects = stream.collectAsync();
  }

  @Override
  public void audit(DataStream<AuditRecord> stream) {
    audit = stream.collectAsync();
  }

  @Override
  public void policyStatus(DataStream<PolicyStatus> stream) {
    policyStatus = stream.collectAsync();
  }

  @Override
  public void erasureReceipts(DataStream<ErasureReceipt> stream) {
    erasureReceipts = stream.collectAsync();
  }

  @Override
  public void shadowDiffs(DataStream<ShadowDiff> stream) {
    stream.sinkTo(new DiscardingSink<>()).uid(Stage.SHADOW_DIFFS.uid());
  }

  @Override
  public void withdrawals(DataStream<CandidateWithdrawal> stream) {
    stream.sinkTo(new DiscardingSink<>()).uid(Stage.WITHDRAWALS.uid());
  }

  private static <T> List<T> toList(Iterator<T> iterator) {
    List<T> all = new ArrayList<>();
    iterator.forEachRemaining(all::add);
    return all;
  }
}
