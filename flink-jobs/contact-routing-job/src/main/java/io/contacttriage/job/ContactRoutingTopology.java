package io.contacttriage.job;

import io.contacttriage.contact.Contact;
import io.contacttriage.contact.IntakeRecord;
import io.contacttriage.contact.RejectedRecord;
import io.contacttriage.job.doors.JobDoors;
import io.contacttriage.job.operators.CandidateDesk;
import io.contacttriage.job.operators.ContactIntakeFunction;
import io.contacttriage.job.operators.ControlRecord;
import io.contacttriage.job.operators.ErasureIntakeFunction;
import io.contacttriage.job.operators.ErasureReceipts;
import io.contacttriage.job.operators.GuardFunction;
import io.contacttriage.job.operators.MicroBatchScoringOperatorFactory;
import io.contacttriage.job.operators.PolicyIntakeFunction;
import io.contacttriage.job.operators.PrepareTextFunction;
import io.contacttriage.job.operators.RegistrySource;
import io.contacttriage.job.operators.Rejects;
import io.contacttriage.job.operators.RouteContactsFunction;
import io.contacttriage.job.operators.RoutingOperator;
import io.contacttriage.job.operators.Statuses;
import io.contacttriage.job.settings.JobSettings;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.launch.BookComparison;
import io.contacttriage.routing.launch.CandidateWithdrawal;
import io.contacttriage.routing.launch.PolicyStatus;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.text.PreparedContact;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The whole job, as it is drawn:
 *
 * <pre>
 *  contacts ─▶ intake ─▶ text ─▶ scoring ═▶ routing ─▶ dispatch ─▶ routes
 *                │                  ▲    key by ▲         ├─▶ rejects, policy-status, shadow-diffs
 *                ▼                  │    subject│         ├─▶ erasure-receipts
 *             rejects            models         │         └─▶ audit (optional)
 *                                            policy ◀─ policies ◀─ guard
 *                                            erasure ◀─ erasures
 * </pre>
 *
 * From the source to scoring is one chain in one task, so that a person's words never cross the
 * network and are in no checkpoint.
 */
public final class ContactRoutingTopology {
  private ContactRoutingTopology() {}

  /** Draws the job into {@code env}. */
  public static void build(
      StreamExecutionEnvironment env, JobDoors doors, RegistrySource models, JobSettings settings) {
    var contacts = parseContacts(doors.contacts(env), settings);
    var policies = parsePolicies(doors.policies(env), settings);
    var erasures = parseErasures(doors.erasures(env), settings);
    var prepared = prepareText(contacts, models);
    var scored = scoreContacts(prepared, models, settings);
    var decisions = routeContacts(scored, policies.union(erasures), models, settings);
    doors.decisions(decisions);
    if (settings.audit()) {
      doors.audit(decisions.getSideOutput(RouteContactsFunction.AUDIT));
    }
    doors.rejects(
        rejectsOf(contacts).union(rejectsOf(policies), rejectsOf(erasures), rejectsOf(decisions)));
    doors.policyStatus(statusOf(policies).union(statusOf(decisions)));
    doors.shadowDiffs(decisions.getSideOutput(CandidateDesk.DIFFS));
    doors.erasureReceipts(decisions.getSideOutput(ErasureReceipts.TAG));
    doors.withdrawals(guardCandidates(decisions));
  }

  private static SingleOutputStreamOperator<Contact> parseContacts(
      DataStream<IntakeRecord> records, JobSettings settings) {
    return named(
        Stage.INTAKE,
        records.process(new ContactIntakeFunction(settings.maxRecordBytes())),
        Contact.class);
  }

  private static SingleOutputStreamOperator<ControlRecord> parsePolicies(
      DataStream<IntakeRecord> records, JobSettings settings) {
    // One reader for all, so that books reach the subtasks in the order of the topic.
    return named(
        Stage.POLICY_INTAKE,
        records
            .process(new PolicyIntakeFunction(settings.policiesPublicKey()))
            .setParallelism(1)
            .setMaxParallelism(1),
        ControlRecord.class);
  }

  private static SingleOutputStreamOperator<ControlRecord> parseErasures(
      DataStream<IntakeRecord> records, JobSettings settings) {
    return named(
        Stage.ERASURE_INTAKE,
        records
            .process(new ErasureIntakeFunction(settings.receiptSeal()))
            .setParallelism(1)
            .setMaxParallelism(1),
        ControlRecord.class);
  }

  private static SingleOutputStreamOperator<PreparedContact> prepareText(
      DataStream<Contact> contacts, RegistrySource models) {
    return named(Stage.TEXT, contacts.map(new PrepareTextFunction(models)), PreparedContact.class);
  }

  private static SingleOutputStreamOperator<ScoredContact> scoreContacts(
      DataStream<PreparedContact> prepared, RegistrySource models, JobSettings settings) {
    return named(
        Stage.SCORING,
        prepared.transform(
            Stage.SCORING.title(),
            TypeInformation.of(ScoredContact.class),
            new MicroBatchScoringOperatorFactory(
                models, settings.microBatch(), settings.longestWait())),
        ScoredContact.class);
  }

  private static SingleOutputStreamOperator<RoutingDecision> routeContacts(
      DataStream<ScoredContact> scored,
      DataStream<ControlRecord> control,
      RegistrySource models,
      JobSettings settings) {
    return named(
        Stage.ROUTING,
        scored
            .keyBy(contact -> contact.facts().routingKey())
            .connect(control.broadcast())
            .transform(
                Stage.ROUTING.title(),
                TypeInformation.of(RoutingDecision.class),
                new RoutingOperator(
                    new RouteContactsFunction(
                        settings.routing(), settings.audit(), settings.pseudonyms()),
                    models)),
        RoutingDecision.class);
  }

  private static DataStream<CandidateWithdrawal> guardCandidates(
      SingleOutputStreamOperator<RoutingDecision> decisions) {
    return named(
        Stage.GUARD,
        decisions
            .getSideOutput(CandidateDesk.COMPARISONS)
            .keyBy(BookComparison::version, Types.LONG)
            .process(new GuardFunction()),
        CandidateWithdrawal.class);
  }

  private static DataStream<RejectedRecord> rejectsOf(SingleOutputStreamOperator<?> room) {
    return room.getSideOutput(Rejects.TAG);
  }

  private static DataStream<PolicyStatus> statusOf(SingleOutputStreamOperator<?> room) {
    return room.getSideOutput(Statuses.TAG);
  }

  private static <T> SingleOutputStreamOperator<T> named(
      Stage stage, SingleOutputStreamOperator<T> operator, Class<T> type) {
    return operator.returns(type).uid(stage.uid()).name(stage.title());
  }
}
