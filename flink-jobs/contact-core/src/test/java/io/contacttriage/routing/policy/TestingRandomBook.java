package io.contacttriage.routing.policy;

import io.contacttriage.routing.Additions;
import io.contacttriage.routing.Exposure;
import io.contacttriage.routing.Priority;
import io.contacttriage.routing.Route;
import io.contacttriage.routing.cel.ConditionCompiler;
import io.contacttriage.routing.cel.TestingConditions;
import io.contacttriage.scoring.HarmLabel;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Any book that the engine could decide by; the same seed gives the same book. */
public final class TestingRandomBook {
  private final Random random;
  private final List<String> queues = names("queue-", 4);
  private final List<String> clocks = names("clock-", 3);

  private TestingRandomBook(long seed) {
    random = new Random(seed);
  }

  /** A book of two to five policies with one to six rules each. */
  public static PolicyBook of(long seed) {
    return new TestingRandomBook(seed).book(seed);
  }

  private PolicyBook book(long seed) {
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
        toPeople(route()),
        toPeople(route()),
        names("policy-", 2 + random.nextInt(4)).stream().map(this::policy).toList());
  }

  private Policy policy(String id) {
    List<Rule> rules =
        names(id + "-rule-", 1 + random.nextInt(6)).stream().map(this::rule).toList();
    return new Policy(id, "Title of " + id, "Tests", "Purpose of " + id, rules, List.of());
  }

  /** A rule of this book, with a route, additions or both. */
  private Rule rule(String id) {
    int kind = random.nextInt(3);
    return new Rule(id, condition(), kind == 1 ? null : route(), kind == 0 ? null : additions());
  }

  private String condition() {
    String condition;
    do {
      condition = TestingConditions.any(random, 3);
      // A word such as a queue of another book does not compile here.
    } while (ConditionCompiler.compile(condition, queues).condition() == null);
    return condition;
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

  private static Route toPeople(Route route) {
    return new Route(
        route.queue(), route.priority(), route.respondWithin(), route.skills(), route.tags(), null);
  }

  private Additions additions() {
    Exposure exposure =
        random.nextBoolean()
            ? null
            : new Exposure(
                pick(Exposure.Severity.MILD, Exposure.Severity.SEVERE),
                List.of(pick(HarmLabel.values())));
    List<String> started = clocks.stream().filter(clock -> random.nextInt(3) == 0).toList();
    return new Additions(some("tag-"), some("skill-"), started, exposure);
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
