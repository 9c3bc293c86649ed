package io.contacttriage.routing.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.routing.policy.LaunchGuard;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * How often a guard is wrong, and how soon it is right, over runs of made-up contacts in which it
 * is asked after every one. The seeds are fixed: the figures are those of the documentation.
 */
class LaunchGuardSimulationTest {
  private static final int RUNS = 200;
  private static final int CONTACTS = 20_000;
  private static final int QUEUES = 10;
  private static final double LIMIT = 0.05;

  @Test
  void aCandidateExactlyAtItsLimitIsWithdrawnNoMoreOftenThanAllowed() {
    // The hardest harmless candidate: any more would be too much. One limit, so that nothing is
    // lost
    // to dividing the false alarms, and looking is as dangerous as it can be.
    int ours = 0;
    int naive = 0;
    for (int run = 0; run < RUNS; run++) {
      Random random = new Random(run);
      boolean alarm = false;
      boolean naiveAlarm = false;
      long events = 0;
      for (int n = 1; n <= CONTACTS; n++) {
        if (random.nextDouble() < LIMIT) {
          events++;
          alarm |= new ShareLimit(LIMIT).isExceeded(events, n, 0.1);
          naiveAlarm |= n >= 100 && isSignificantByOneLook(events, n);
        }
      }
      ours += alarm ? 1 : 0;
      naive += naiveAlarm ? 1 : 0;
    }

    assertThat(ours).as("false alarms of %d, allowed 10 %%", RUNS).isLessThanOrEqualTo(RUNS / 10);
    // The same runs show that they could have raised alarms: a test for one look, asked each time.
    assertThat(naive)
        .as("false alarms of a test that is made for one look")
        .isGreaterThan(RUNS / 3);
  }

  @Test
  void aHarmlessCandidateStays() {
    // Moves 2.5 % of the contacts, half of what each of its ten queues may gain.
    assertThat(runs(0.025)).containsOnly(Integer.MAX_VALUE);
  }

  @Test
  void aBadCandidateIsWithdrawnWithinTheStatedNumberOfContacts() {
    // 95 of 100 runs within so many contacts, as docs/policies.md says.
    assertThat(percentile95(runs(1.0))).isLessThanOrEqualTo(10);
    assertThat(percentile95(runs(0.5))).isLessThanOrEqualTo(30);
    assertThat(percentile95(runs(0.2))).isLessThanOrEqualTo(200);
    assertThat(percentile95(runs(0.1))).isLessThanOrEqualTo(1_500);
  }

  @Test
  void atALimitOfZeroTheFirstEventIsEnough() {
    LaunchGuard guard = new LaunchGuard(null, 0.0, null, 0.01);
    GuardCounts counts = GuardCounts.NONE.with(contact(guard, false, true, false));

    assertThat(counts.breaches(contact(guard, false, true, false))).isEmpty();
    assertThat(
            counts
                .with(contact(guard, false, true, true))
                .breaches(contact(guard, false, true, true)))
        .containsExactly("safety contacts lowered: 1 of 2, the guard allows a share of 0.0");
  }

  @Test
  void whatIsNotWatchedIsNotWithdrawn() {
    LaunchGuard guard = new LaunchGuard(null, 0.0, null, 0.01);

    assertThat(contactsUntilWithdrawal(new Random(1), guard, 1.0)).isEqualTo(Integer.MAX_VALUE);
  }

  /** Above 1.64 standard errors, which one look would exceed in 5 % of the runs. */
  private static boolean isSignificantByOneLook(long events, long contacts) {
    double error = Math.sqrt(LIMIT * (1 - LIMIT) / contacts);
    return events / (double) contacts - LIMIT > 1.64 * error;
  }

  private static List<Integer> runs(double moved) {
    LaunchGuard guard = new LaunchGuard(LIMIT, 0.02, 0.02, 0.01);
    Integer[] contacts = new Integer[RUNS];
    Arrays.setAll(contacts, run -> contactsUntilWithdrawal(new Random(run), guard, moved));
    return List.of(contacts);
  }

  private static int contactsUntilWithdrawal(Random random, LaunchGuard guard, double moved) {
    GuardCounts counts = GuardCounts.NONE;
    for (int n = 1; n <= 5_000; n++) {
      BookComparison contact = contact(guard, random.nextDouble() < moved, false, false);
      counts = counts.with(contact);
      if (!counts.breaches(contact).isEmpty()) {
        return n;
      }
    }
    return Integer.MAX_VALUE;
  }

  private static int percentile95(List<Integer> contacts) {
    return contacts.stream().sorted().toList().get(RUNS * 95 / 100);
  }

  private static BookComparison contact(
      LaunchGuard guard, boolean moved, boolean safety, boolean lowered) {
    return new BookComparison(
        7, "general", moved ? "payments" : "general", safety, lowered, false, guard, QUEUES);
  }
}
