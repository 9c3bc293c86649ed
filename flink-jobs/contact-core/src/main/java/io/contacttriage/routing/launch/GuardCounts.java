package io.contacttriage.routing.launch;

import io.contacttriage.routing.policy.LaunchGuard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a guard has counted of one candidate; its verdict follows from nothing else. Public and
 * flat, so that Flink can keep it; treat the maps as immutable.
 *
 * @param contacts compared
 * @param safetyContacts of them flagged for a safety label
 * @param gained contacts by the queue that only the candidate sends them to
 * @param lost contacts by the queue that only the live book sends them to
 * @param withdrawn whether the verdict was against the candidate
 */
public record GuardCounts(
    long contacts,
    long safetyContacts,
    long lowered,
    long unrouted,
    Map<String, Long> gained,
    Map<String, Long> lost,
    boolean withdrawn) {
  public static final GuardCounts NONE =
      new GuardCounts(0, 0, 0, 0, new HashMap<>(), new HashMap<>(), false);

  /** These counts and one more contact. */
  public GuardCounts with(BookComparison contact) {
    return new GuardCounts(
        contacts + 1,
        safetyContacts + (contact.safety() ? 1 : 0),
        lowered + (contact.lowered() ? 1 : 0),
        unrouted + (contact.unrouted() ? 1 : 0),
        contact.isMoved() ? oneMore(gained, contact.candidateQueue()) : gained,
        contact.isMoved() ? oneMore(lost, contact.liveQueue()) : lost,
        withdrawn);
  }

  /** These counts after the verdict. */
  public GuardCounts afterWithdrawal() {
    return new GuardCounts(contacts, safetyContacts, lowered, unrouted, gained, lost, true);
  }

  /**
   * What the newest contact made certain; empty while the candidate may stay.
   *
   * @param newest the contact that was counted last: only what happened to it can cross a limit
   */
  public List<String> breaches(BookComparison newest) {
    List<String> breaches = new ArrayList<>();
    if (!newest.isEvent()) {
      return breaches;
    }
    LaunchGuard guard = newest.guard();
    // Each limit gets its part of the false alarms, so that all together raise no more.
    double alarms = guard.falseAlarms() / limits(guard, newest.queues());
    if (newest.lowered()) {
      check(
          "safety contacts lowered",
          lowered,
          safetyContacts,
          guard.safetyShare(),
          alarms,
          breaches);
    }
    if (newest.unrouted()) {
      check("contacts without a rule", unrouted, contacts, guard.unroutedShare(), alarms, breaches);
    }
    if (newest.isMoved()) {
      String to = newest.candidateQueue();
      String from = newest.liveQueue();
      check(
          "contacts more in " + to, gained.get(to), contacts, guard.queueShare(), alarms, breaches);
      check(
          "contacts fewer in " + from,
          lost.get(from),
          contacts,
          guard.queueShare(),
          alarms,
          breaches);
    }
    return breaches;
  }

  private static int limits(LaunchGuard guard, int queues) {
    return (guard.queueShare() == null ? 0 : 2 * queues)
        + (guard.safetyShare() == null ? 0 : 1)
        + (guard.unroutedShare() == null ? 0 : 1);
  }

  private static void check(
      String what, long events, long of, Double limit, double alarms, List<String> breaches) {
    if (limit != null && new ShareLimit(limit).isExceeded(events, of, alarms)) {
      breaches.add(
          String.format(
              Locale.ROOT,
              "%s: %d of %d, the guard allows a share of %s",
              what,
              events,
              of,
              limit));
    }
  }

  private static Map<String, Long> oneMore(Map<String, Long> counts, String queue) {
    Map<String, Long> more = new HashMap<>(counts);
    more.merge(queue, 1L, Long::sum);
    return more;
  }
}
