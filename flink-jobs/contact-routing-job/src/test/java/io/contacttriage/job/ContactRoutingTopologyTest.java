package io.contacttriage.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.contacttriage.contact.RejectCause;
import io.contacttriage.contact.RejectedRecord;
import io.contacttriage.job.operators.RegistrySource;
import io.contacttriage.job.operators.TestingRegistry;
import io.contacttriage.job.operators.TestingScorer;
import io.contacttriage.job.settings.JobSettings;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.erasure.ErasureReceipt;
import io.contacttriage.routing.erasure.ErasureRequest;
import io.contacttriage.routing.erasure.ErasureRequests;
import io.contacttriage.routing.launch.PolicyStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole topology on a real cluster, with lists for doors. */
class ContactRoutingTopologyTest {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final JobSettings SETTINGS =
      JobSettings.of(Map.of("kafka.bootstrap-servers", "none:1", "scoring.batch.linger", "1 ms"));

  @Test
  void everyContactThatEntersLeavesAsARouteOrAReject() throws Exception {
    TestingDoors doors = new TestingDoors();
    for (int i = 0; i < 50; i++) {
      doors.contact(
          "{\"contactId\":\"c%d\",\"customerId\":\"u%d\",\"channel\":\"chat\",\"receivedAt\":\"2026-11-18T12:00:00Z\",\"body\":\"hello\"}"
              .formatted(i % 40, i % 40 % 7));
    }
    doors.contact("{\"contactId\":\"half").contact("[]").contact("");

    run(doors, context -> TestingRegistry.of(new TestingScorer(TestingContacts.calmQuestion())));

    assertThat(doors.decisions())
        .extracting(RoutingDecision::contactId)
        .hasSize(40)
        .doesNotHaveDuplicates();
    assertThat(doors.rejects())
        .extracting(RejectedRecord::cause)
        .containsExactlyInAnyOrder(
            RejectCause.TRUNCATED_JSON,
            RejectCause.NOT_AN_OBJECT,
            RejectCause.EMPTY_RECORD,
            RejectCause.INVALID_POLICY_BOOK,
            RejectCause.INVALID_ERASURE);
    assertThat(doors.policyStatus())
        .extracting(PolicyStatus::outcome)
        .containsExactly(PolicyStatus.Outcome.REFUSED);
  }

  @Test
  void everySubtaskAnswersAnErasureAlsoBehindAMalformedOne() throws Exception {
    ErasureRequest request =
        new ErasureRequest("r-1", "u-1", List.of(), List.of(), Instant.EPOCH, "privacy-desk");
    TestingDoors doors =
        new TestingDoors()
            .contact(
                "{\"contactId\":\"c1\",\"channel\":\"email\",\"receivedAt\":\"2026-11-18T12:00:00Z\"}")
            .erasure(ErasureRequests.write(request));

    run(doors, context -> TestingRegistry.empty());

    assertThat(doors.erasureReceipts())
        .extracting(ErasureReceipt::requestId, ErasureReceipt::subtask, ErasureReceipt::parallelism)
        .containsExactlyInAnyOrder(tuple("r-1", 0, 2), tuple("r-1", 1, 2));
    assertThat(doors.rejects())
        .extracting(RejectedRecord::cause)
        .contains(RejectCause.INVALID_ERASURE);
  }

  @Test
  void withoutAModelEveryContactGoesToPeople() throws Exception {
    TestingDoors doors =
        new TestingDoors()
            .contact(
                "{\"contactId\":\"c1\",\"channel\":\"email\",\"receivedAt\":\"2026-11-18T12:00:00Z\"}");

    run(doors, context -> TestingRegistry.empty());

    assertThat(doors.decisions())
        .singleElement()
        .satisfies(
            decision -> {
              assertThat(decision.scores()).isNull();
              assertThat(decision.degraded()).isEqualTo("no_model");
            });
  }

  private static void run(TestingDoors doors, RegistrySource models) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(SETTINGS.flink());
    env.setParallelism(2);
    ContactRoutingTopology.build(env, doors, models, SETTINGS);
    env.execute();
  }
}
