package io.contacttriage.cli.demo;

import static io.contacttriage.cli.demo.TestingRoutes.NOON;
import static io.contacttriage.cli.demo.TestingRoutes.reject;
import static io.contacttriage.cli.demo.TestingRoutes.route;
import static io.contacttriage.cli.demo.TestingRoutes.unscored;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final long AT = NOON.toEpochMilli();

  private final Tally tally = new Tally("contacts");

  @Test
  void theFirstRouteOfAContactCounts() {
    tally.route(route("c1", "payments", "P2"), AT + 5);
    tally.route(route("c1", "crisis", "P0"), AT + 9);

    assertThat(tally.outcome().decided()).isEqualTo(1);
    assertThat(tally.outcome().routesAgain()).isEqualTo(1);
    assertThat(tally.outcome().priorities()).isEqualTo(Map.of("P2", 1L));
    assertThat(tally.outcome().latency().max()).isEqualTo(5);
  }

  @Test
  void aRejectedRecordCountsOnce() {
    tally.reject(reject("not_json", 4));
    tally.reject(reject("not_json", 4));
    tally.reject(reject("not_json", 5));

    assertThat(tally.outcome().rejected()).isEqualTo(2);
    assertThat(tally.outcome().rejectCauses()).isEqualTo(Map.of("not_json", 2L));
  }

  @Test
  void aRejectedPolicyBookIsNoContact() {
    tally.reject(reject("invalid_policy_book", "policies", 1));

    assertThat(tally.outcome().rejected()).isZero();
  }

  @Test
  void theFullestQueueComesFirst() {
    tally.route(route("c1", "appeals", "P2"), AT);
    tally.route(route("c2", "payments", "P1"), AT);
    tally.route(route("c3", "payments", "P2"), AT);

    assertThat(tally.outcome().queues())
        .extracting(QueueCount::queue)
        .containsExactly("payments", "appeals");
    assertThat(tally.outcome().queues().get(0).byPriority()).isEqualTo(Map.of("P1", 1L, "P2", 1L));
  }

  @Test
  void whatNoModelScoredIsCountedApart() {
    tally.route(unscored("c1"), AT);

    assertThat(tally.outcome().failSafe()).isEqualTo(1);
    assertThat(tally.outcome().languages()).isEqualTo(Map.of("none", 1L));
    assertThat(tally.outcome().tiers()).isEqualTo(Map.of("none", 1L));
  }

  @Test
  void percentilesAreThoseOfAllLatencies() {
    LatencyHistogram latency = new LatencyHistogram();
    assertThat(latency.percentile(0.5)).isZero();
    for (int millis = 1; millis <= 100; millis++) {
      latency.add(millis);
    }
    latency.add(Duration.ofMinutes(2).toMillis());

    assertThat(latency.percentile(0.5)).isEqualTo(51);
    assertThat(latency.percentile(0.99)).isEqualTo(100);
    assertThat(latency.summary().max()).isEqualTo(120_000);
  }

  @Test
  void theRateIsThatOfTheLastSeconds() {
    RateMeter rate = new RateMeter();

    assertThat(rate.at(NOON, 0)).isZero();
    assertThat(rate.at(NOON.plusSeconds(1), 100)).isEqualTo(100);
    for (int second = 2; second <= 20; second++) {
      rate.at(NOON.plusSeconds(second), 100 + (second - 1) * 10L);
    }
    assertThat(rate.at(NOON.plusSeconds(21), 300)).isEqualTo(10);
  }
}
