package io.contacttriage.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.contact.Contact;
import io.contacttriage.contact.IntakeRecord;
import io.contacttriage.contact.RejectedRecord;
import io.contacttriage.job.operators.ControlRecord;
import io.contacttriage.job.operators.PublishedBook;
import io.contacttriage.job.operators.RouteContactsFunction;
import io.contacttriage.job.outcomes.OutcomeStage;
import io.contacttriage.routing.AuditRecord;
import io.contacttriage.routing.ContactHistory;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.backtest.BacktestCount;
import io.contacttriage.routing.backtest.SafetyMove;
import io.contacttriage.routing.erasure.ErasureReceipt;
import io.contacttriage.routing.launch.BookComparison;
import io.contacttriage.routing.launch.CandidateWithdrawal;
import io.contacttriage.routing.launch.GuardCounts;
import io.contacttriage.routing.launch.PolicyStatus;
import io.contacttriage.routing.launch.ShadowDiff;
import io.contacttriage.routing.outcome.DecidedContact;
import io.contacttriage.routing.outcome.DriftReport;
import io.contacttriage.routing.outcome.Label;
import io.contacttriage.routing.outcome.OutcomeChange;
import io.contacttriage.routing.outcome.OutcomeCounts;
import io.contacttriage.routing.outcome.OutcomeReport;
import io.contacttriage.routing.outcome.ScoreHistogram;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.text.PreparedContact;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.CompositeType;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What is in savepoints must not change by accident: a failing test here is a migration to plan.
 */
class TypesAndStateTest {
  @TestFactory
  Stream<DynamicTest> nothingFallsBackToKryo() {
    return Stream.of(
            IntakeRecord.class,
            Contact.class,
            PreparedContact.class,
            ScoredContact.class,
            RoutingDecision.class,
            AuditRecord.class,
            BacktestCount.class,
            SafetyMove.class,
            RejectedRecord.class,
            PublishedBook.class,
            ControlRecord.class,
            ErasureReceipt.class,
            PolicyStatus.class,
            ShadowDiff.class,
            BookComparison.class,
            CandidateWithdrawal.class,
            GuardCounts.class,
            ContactHistory.class,
            DecidedContact.class,
            Label.class,
            OutcomeChange.class,
            OutcomeReport.class,
            ScoreHistogram.class,
            DriftReport.class)
        .map(
            type ->
                DynamicTest.dynamicTest(
                    type.getSimpleName(),
                    () -> {
                      var config = new SerializerConfigImpl();
                      config.setGenericTypes(false);
                      TypeInformation<?> info = TypeInformation.of(type);
                      assertThat(info).isInstanceOf(PojoTypeInfo.class);
                      assertThat(info.createSerializer(config)).isNotNull();
                    }));
  }

  @Test
  void theHistoryOfASubjectKeepsItsShape() {
    assertThat(fieldsOf(ContactHistory.class))
        .containsExactlyInAnyOrder("hours", "counts", "lastQueue", "lastReceivedAtMillis");
  }

  @Test
  void theBroadcastBookKeepsItsNameAndShape() {
    assertThat(RouteContactsFunction.POLICY_BOOK.getName()).isEqualTo("policy-book");
    assertThat(fieldsOf(PublishedBook.class))
        .containsExactlyInAnyOrder("key", "name", "version", "json", "coordinates");
  }

  @Test
  void theCountsOfAGuardKeepTheirShape() {
    assertThat(fieldsOf(GuardCounts.class))
        .containsExactlyInAnyOrder(
            "contacts", "safetyContacts", "lowered", "unrouted", "gained", "lost", "withdrawn");
  }

  @Test
  void uidsAreTheSameForEver() {
    assertThat(Arrays.stream(Stage.values()).map(Stage::uid))
        .containsExactly(
            "contacts",
            "intake",
            "text",
            "scoring",
            "policies",
            "policy-intake",
            "routing",
            "routes",
            "rejects",
            "audit",
            "policy-status",
            "shadow-diffs",
            "guard",
            "withdrawals",
            "erasures",
            "erasure-intake",
            "erasure-receipts");
  }

  @Test
  void theOutcomeReportKeepsItsUidsAndShapes() {
    assertThat(Arrays.stream(OutcomeStage.values()).map(OutcomeStage::uid))
        .containsExactly(
            "decided-routes",
            "route-intake",
            "labels",
            "label-intake",
            "join-labels",
            "tally",
            "drift",
            "outcomes",
            "drift-reports",
            "outcome-rejects");
    assertThat(fieldsOf(DecidedContact.class))
        .containsExactlyInAnyOrder(
            "contactId",
            "queue",
            "policy",
            "rule",
            "language",
            "policyVersion",
            "modelVersion",
            "topic",
            "urgency",
            "flags",
            "receivedAt",
            "respondBy");
    assertThat(fieldsOf(Label.class))
        .containsExactlyInAnyOrder(
            "contactId",
            "queue",
            "topic",
            "urgency",
            "harm",
            "firstTouchAt",
            "correctedBy",
            "labelledAt");
    assertThat(fieldsOf(OutcomeReport.class)).containsExactlyInAnyOrder("group", "counts", "at");
    assertThat(fieldsOf(OutcomeCounts.class))
        .containsExactlyInAnyOrder(
            "decided", "said", "right", "missed", "touched", "late", "touchMillis");
    assertThat(fieldsOf(ScoreHistogram.class)).containsExactlyInAnyOrder("contacts", "counts");
  }

  private static String[] fieldsOf(Class<?> type) {
    return ((CompositeType<?>) TypeInformation.of(type)).getFieldNames();
  }
}
