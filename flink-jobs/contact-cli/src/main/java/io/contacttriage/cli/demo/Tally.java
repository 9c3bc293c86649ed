package io.contacttriage.cli.demo;

import io.contacttriage.cli.live.SeenReject;
import io.contacttriage.cli.live.SeenRoute;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts what came out: each contact once, by its first route, as queues do; each rejected record
 * once. Safe for use by many threads.
 */
final class Tally {
  private static final int LATEST = 12;
  private static final String NONE = "none";

  private final String contactsTopic;
  private final Set<String> contacts = new HashSet<>();
  private final Set<String> rejects = new HashSet<>();
  private final SortedMap<String, SortedMap<String, Long>> queues = new TreeMap<>();
  private final SortedMap<String, Long> priorities = new TreeMap<>();
  private final SortedMap<String, Long> languages = new TreeMap<>();
  private final SortedMap<String, Long> tiers = new TreeMap<>();
  private final SortedMap<String, Long> topics = new TreeMap<>();
  private final SortedMap<String, Long> urgencies = new TreeMap<>();
  private final SortedMap<String, Long> rejectCauses = new TreeMap<>();
  private final SortedMap<String, Long> policies = new TreeMap<>();
  private final SortedMap<String, Long> models = new TreeMap<>();
  private final SortedMap<String, Long> jobs = new TreeMap<>();
  private final LatencyHistogram latency = new LatencyHistogram();
  private final Deque<SeenRoute> latest = new ArrayDeque<>();
  private long routesAgain;
  private long failSafe;

  /**
   * Begins at zero.
   *
   * @param contactsTopic rejects of records of other topics are not counted
   */
  Tally(String contactsTopic) {
    this.contactsTopic = contactsTopic;
  }

  /** Counts a route that was read at {@code visibleAtMillis}. */
  synchronized void route(SeenRoute route, long visibleAtMillis) {
    if (!contacts.add(route.contactId())) {
      routesAgain++;
      return;
    }
    latency.add(visibleAtMillis - route.receivedAt().toEpochMilli());
    count(queues.computeIfAbsent(route.queue(), q -> new TreeMap<>()), route.priority());
    count(priorities, route.priority());
    count(languages, route.language());
    count(tiers, route.tier());
    count(topics, route.topic());
    count(urgencies, route.urgency());
    count(policies, route.policy());
    count(models, route.model());
    count(jobs, route.job());
    if (route.topic() == null) {
      failSafe++;
    }
    latest.addFirst(route);
    if (latest.size() > LATEST) {
      latest.removeLast();
    }
  }

  synchronized void reject(SeenReject reject) {
    if (reject.topic().equals(contactsTopic) && rejects.add(reject.place())) {
      count(rejectCauses, reject.cause());
    }
  }

  private static void count(Map<String, Long> counts, String name) {
    counts.merge(name == null ? NONE : name, 1L, Long::sum);
  }

  /** What has been counted up to now. */
  synchronized Outcome outcome() {
    List<QueueCount> byQueue = new ArrayList<>();
    queues.forEach(
        (queue, byPriority) ->
            byQueue.add(
                new QueueCount(
                    queue,
                    byPriority.values().stream().mapToLong(Long::longValue).sum(),
                    byPriority)));
    byQueue.sort(Comparator.comparingLong(QueueCount::contacts).reversed());
    return new Outcome(
        contacts.size(),
        rejects.size(),
        routesAgain,
        failSafe,
        byQueue,
        new TreeMap<>(priorities),
        new TreeMap<>(languages),
        new TreeMap<>(tiers),
        new TreeMap<>(topics),
        new TreeMap<>(urgencies),
        new TreeMap<>(rejectCauses),
        List.copyOf(policies.keySet()),
        List.copyOf(models.keySet()),
        List.copyOf(jobs.keySet()),
        latency.summary(),
        List.copyOf(latest));
  }

  /**
   * A moment of the tally.
   *
   * @param decided contacts with a route
   * @param rejected records of the contacts topic with a reject
   * @param routesAgain routes of contacts that had one before
   * @param failSafe contacts that no model scored
   * @param queues the fullest first
   * @param tiers whose network each contact's scores are of
   * @param policies versions that decided, as are models and jobs
   * @param latest newest first
   */
  record Outcome(
      long decided,
      long rejected,
      long routesAgain,
      long failSafe,
      List<QueueCount> queues,
      SortedMap<String, Long> priorities,
      SortedMap<String, Long> languages,
      SortedMap<String, Long> tiers,
      SortedMap<String, Long> topics,
      SortedMap<String, Long> urgencies,
      SortedMap<String, Long> rejectCauses,
      List<String> policies,
      List<String> models,
      List<String> jobs,
      LatencyHistogram.Latency latency,
      List<SeenRoute> latest) {}
}
