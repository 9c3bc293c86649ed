package io.contacttriage.routing.policy;

import io.contacttriage.routing.Additions;
import io.contacttriage.routing.Exposure;
import io.contacttriage.routing.Priority;
import io.contacttriage.routing.Route;
import io.contacttriage.routing.cel.Condition;
import io.contacttriage.routing.cel.ConditionCompiler;
import io.contacttriage.routing.cel.TestingConditions;
import io.contacttriage.scoring.HarmLabel;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Any book that a reader accepts; the same seed gives the same book. */
public final class TestingRandomBook {
  /** Compiling takes most of a test's time. */
  private static final int MOST_CONDITIONS = 250;

  private final Random random;
  private final Map<String, Condition> written = new LinkedHashMap<>();
  private final List<String> queues = names("queue-", 4);
  private final List<String> clocks = names("clock-", 3);

  private TestingRandomBook(long seed) {
    random = new Random(seed);
  }

  /** A book of two to five policies with one to six rules each. */
  public static PolicyBook of(long seed) {
    TestingRandomBook random = new TestingRandomBook(seed);
    return random.book(seed, 2 + random.random.nextInt(4), 6);
  }

  /** A book of so many policies with at most so many rules each. */
  static PolicyBook of(long seed, int policies, int mostRules) {
    return new TestingRandomBook(seed).book(seed, policies, mostRules);
  }

  private PolicyBook book(long seed, int policies, int mostRules) {
    BusinessCalendar calendar =
        BusinessCalendar.of(
            "office",
            ZoneId.of(pick("Europe/Dublin", "Asia/Kuala_Lumpur")),
            List.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
            List.of(LocalDate.parse("2026-07-06")));
    return new PolicyBook(
        "random",
        1 + Math.floorMod(seed, 1_000_000),
        "Tests",
        null,
        null,
        null,
        queues.stream()
            .map(name -> new Queue(name, "Purpose of " + name, pick(Exposure.Severity.values())))
            .toList(),
        List.of(calendar),
        clocks.stream()
            .map(name -> new LegalClock(name, "Law of " + name, calendar, due()))
            .toList(),
        toPeople(route(), pick(Priority.values())),
        toPeople(route(), pick(Priority.P0, Priority.P1)),
        names("policy-", policies).stream().map(id -> policy(id, mostRules)).toList());
  }

  private Policy policy(String id, int mostRules) {
    List<Rule> rules =
        names(id + "-rule-", 1 + random.nextInt(mostRules)).stream().map(this::rule).toList();
    return new Policy(id, "Title of " + id, "Tests", "Purpose of " + id, rules, List.of());
  }

  /** A rule of this book, with a route, additions or both, that a reader would accept. */
  private Rule rule(String id) {
    String when = condition();
    Condition condition = written.get(when);
    int kind = random.nextInt(3);
    Route route = kind == 1 ? null : route();
    if (route != null && !condition.positiveSafety().isEmpty()) {
      route = toPeople(route, pick(Priority.P0, Priority.P1));
    }
    return new Rule(id, when, route, kind == 0 ? null : additions(kind == 1));
  }

  /** A condition that compiles: a new one, or one of before when there are many. */
  private String condition() {
    if (written.size() >= MOST_CONDITIONS) {
      return pick(written.keySet().toArray(String[]::new));
    }
    while (true) {
      String when = TestingConditions.any(random, 3);
      // A word such as a queue of another book does not compile here.
      Condition condition = ConditionCompiler.compile(when, queues).condition();
      if (condition != null) {
        written.put(when, condition);
        return when;
      }
    }
  }

  private Route route() {
    return new Route(
        pick(queues.toArray(String[]::new)),
        pick(Priority.values()),
        Duration.ofMinutes(1 + random.nextInt(5_000)),
        some("skill-"),
        some("tag-"),
        random.nextInt(5) == 0 ? "article-" + random.nextInt(3) : null);
  }

  private static Route toPeople(Route route, Priority priority) {
    return new Route(
        route.queue(), priority, route.respondWithin(), route.skills(), route.tags(), null);
  }

  /** Something; a queue may not be prepared for an exposure, so a rule that routes has none. */
  private Additions additions(boolean exposes) {
    Exposure exposure =
        exposes
            ? new Exposure(
                pick(Exposure.Severity.MILD, Exposure.Severity.SEVERE),
                List.of(pick(HarmLabel.values())))
            : null;
    List<String> started = clocks.stream().filter(clock -> random.nextInt(3) == 0).toList();
    List<String> tags = new ArrayList<>(some("tag-"));
    tags.add("tag-always");
    return new Additions(tags, some("skill-"), started, exposure);
  }

  private Due due() {
    return switch (random.nextInt(3)) {
      case 0 -> new Due.BusinessDays(1 + random.nextInt(20));
      case 1 -> new Due.Months(1 + random.nextInt(3));
      default -> new Due.Elapsed(Duration.ofHours(1 + random.nextInt(100)));
    };
  }

  private List<String> some(String prefix) {
    List<String> some = new ArrayList<>(names(prefix, 4));
    some.removeIf(name -> random.nextBoolean());
    return some;
  }

  private static List<String> names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  @SafeVarargs
  private <T> T pick(T... from) {
    return from[random.nextInt(from.length)];
  }
}
