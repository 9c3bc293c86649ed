package io.contacttriage.routing.diff;

import io.contacttriage.routing.Additions;
import io.contacttriage.routing.Exposure;
import io.contacttriage.routing.Priority;
import io.contacttriage.routing.Route;
import io.contacttriage.routing.policy.Due;
import io.contacttriage.routing.policy.LegalClock;
import io.contacttriage.routing.policy.Policy;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.Queue;
import io.contacttriage.routing.policy.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * A book with one thing changed.
 *
 * @param name of the rule, queue, clock or route that changed
 */
record TestingMutation(PolicyBook book, String name, String what) {
  private static final Route OTHER_ROUTE =
      new Route("queue-new", Priority.P0, Duration.ofSeconds(7), List.of(), List.of(), null);

  static TestingMutation of(PolicyBook book, Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> ofQueues(book, random);
      case 1 -> ofClocks(book, random);
      case 2 -> ofRoutes(book, random);
      case 3 -> ofPolicies(book, random);
      default -> ofRules(book, random);
    };
  }

  private static TestingMutation ofQueues(PolicyBook book, Random random) {
    List<Queue> queues = new ArrayList<>(book.queues());
    int at = random.nextInt(queues.size());
    Queue queue = queues.get(at);
    String what =
        switch (random.nextInt(4)) {
          case 0 -> {
            queue = new Queue("queue-new", "New", Exposure.Severity.NONE);
            queues.add(at, queue);
            yield "add queue";
          }
          case 1 -> {
            queues.remove(at);
            yield "remove queue";
          }
          case 2 -> {
            queues.set(at, new Queue(queue.name(), queue.purpose() + "!", queue.exposure()));
            yield "purpose of queue";
          }
          default -> {
            Exposure.Severity other =
                Exposure.Severity.values()[
                    (queue.exposure().ordinal() + 1 + random.nextInt(2)) % 3];
            queues.set(at, new Queue(queue.name(), queue.purpose(), other));
            yield "exposure of queue";
          }
        };
    return new TestingMutation(with(book, queues, book.clocks()), queue.name(), what);
  }

  private static TestingMutation ofClocks(PolicyBook book, Random random) {
    List<LegalClock> clocks = new ArrayList<>(book.clocks());
    int at = random.nextInt(clocks.size());
    LegalClock clock = clocks.get(at);
    Due other = new Due.BusinessDays(300 + random.nextInt(9));
    String what =
        switch (random.nextInt(5)) {
          case 0 -> {
            clock = new LegalClock("clock-new", "Law", clock.calendar(), other);
            clocks.add(at, clock);
            yield "add clock";
          }
          case 1 -> {
            clocks.remove(at);
            yield "remove clock";
          }
          case 2 -> {
            clocks.set(
                at, new LegalClock(clock.name(), "Other law", clock.calendar(), clock.due()));
            yield "law of clock";
          }
          case 3 -> {
            Due elapsed = new Due.Elapsed(Duration.ofSeconds(11));
            clocks.set(at, new LegalClock(clock.name(), clock.law(), null, elapsed));
            yield "calendar and due of clock";
          }
          default -> {
            clocks.set(at, new LegalClock(clock.name(), clock.law(), clock.calendar(), other));
            yield "due of clock";
          }
        };
    return new TestingMutation(with(book, book.queues(), clocks), clock.name(), what);
  }

  private static TestingMutation ofRoutes(PolicyBook book, Random random) {
    boolean fallback = random.nextBoolean();
    PolicyBook changed =
        with(
            book,
            book.queues(),
            book.clocks(),
            fallback ? changed(book.fallback(), random) : book.fallback(),
            fallback ? book.failSafe() : changed(book.failSafe(), random),
            book.policies());
    return new TestingMutation(changed, fallback ? "fallback" : "failSafe", "route of the book");
  }

  private static TestingMutation ofPolicies(PolicyBook book, Random random) {
    List<Policy> policies = new ArrayList<>(book.policies());
    int at = random.nextInt(policies.size());
    Policy policy = policies.get(at);
    String what =
        switch (random.nextInt(3)) {
          case 0 -> {
            Collections.swap(policies, at, (at + 1) % policies.size());
            yield "swap policies";
          }
          case 1 -> {
            policies.remove(at);
            yield "remove policy";
          }
          default -> {
            policy = new Policy("policy-new", "T", "O", "P", policy.rules(), List.of());
            policies.add(at, policy);
            yield "add policy";
          }
        };
    return new TestingMutation(with(book, policies), policy.id(), what);
  }

  private static TestingMutation ofRules(PolicyBook book, Random random) {
    int policyAt = random.nextInt(book.policies().size());
    Policy policy = book.policies().get(policyAt);
    List<Rule> rules = new ArrayList<>(policy.rules());
    int at = random.nextInt(rules.size());
    Rule rule = rules.get(at);
    String what =
        switch (random.nextInt(7)) {
          case 0 -> {
            rule = new Rule("rule-new", "true", OTHER_ROUTE, null);
            rules.add(at, rule);
            yield "add rule";
          }
          case 1 -> {
            rules.remove(at);
            yield "remove rule";
          }
          case 2 -> {
            if (rules.size() > 1) {
              rules.remove(at);
              rules.add((at + 1) % (rules.size() + 1), rule);
              yield "move rule";
            }
            rules.set(at, new Rule(rule.id(), "!(" + rule.when() + ")", rule.route(), rule.add()));
            yield "negate condition";
          }
          case 3 -> {
            rules.set(at, new Rule(rule.id(), rule.when() + " && true", rule.route(), rule.add()));
            yield "condition of rule";
          }
          case 4 -> {
            Route route = rule.route() == null ? OTHER_ROUTE : changed(rule.route(), random);
            rules.set(at, new Rule(rule.id(), rule.when(), route, rule.add()));
            yield "route of rule";
          }
          case 5 -> {
            rules.set(at, new Rule(rule.id(), rule.when(), rule.route(), changed(rule.add())));
            yield "additions of rule";
          }
          default -> {
            boolean routes = rule.route() == null;
            Route route =
                routes ? OTHER_ROUTE : rule.add() == null ? changed(rule.route(), random) : null;
            rules.set(at, new Rule(rule.id(), rule.when(), route, rule.add()));
            yield "route of rule comes or goes";
          }
        };
    List<Policy> policies = new ArrayList<>(book.policies());
    policies.set(
        policyAt,
        new Policy(
            policy.id(), policy.title(), policy.owner(), policy.purpose(), rules, List.of()));
    return new TestingMutation(with(book, policies), rule.id(), what);
  }

  private static Additions changed(Additions add) {
    if (add == null) {
      return new Additions(List.of("tag-new"), List.of(), List.of(), null);
    }
    List<UnaryOperator<Additions>> ways =
        List.of(
            a -> new Additions(plus(a.tags(), "tag-new"), a.skills(), a.clocks(), a.exposure()),
            a -> new Additions(a.tags(), plus(a.skills(), "skill-new"), a.clocks(), a.exposure()),
            a -> new Additions(a.tags(), a.skills(), plus(a.clocks(), "clock-9"), a.exposure()),
            a ->
                new Additions(
                    a.tags(), a.skills(), a.clocks(), a.exposure() == null ? Exposure.NONE : null));
    return ways.get(Math.floorMod(add.hashCode(), ways.size())).apply(add);
  }

  private static Route changed(Route route, Random random) {
    List<UnaryOperator<Route>> ways =
        List.of(
            r -> route(r, "queue-new", r.priority(), r.selfService()),
            r ->
                route(
                    r,
                    r.queue(),
                    Priority.values()[(r.priority().ordinal() + 1) % 5],
                    r.selfService()),
            r -> route(r, r.queue(), r.priority(), "article-new"),
            r ->
                new Route(
                    r.queue(),
                    r.priority(),
                    r.respondWithin().plusSeconds(1),
                    r.skills(),
                    r.tags(),
                    r.selfService()),
            r ->
                new Route(
                    r.queue(),
                    r.priority(),
                    r.respondWithin(),
                    plus(r.skills(), "skill-new"),
                    r.tags(),
                    r.selfService()),
            r ->
                new Route(
                    r.queue(),
                    r.priority(),
                    r.respondWithin(),
                    r.skills(),
                    plus(r.tags(), "tag-new"),
                    r.selfService()));
    return ways.get(random.nextInt(ways.size())).apply(route);
  }

  private static Route route(Route route, String queue, Priority priority, String selfService) {
    return new Route(
        queue, priority, route.respondWithin(), route.skills(), route.tags(), selfService);
  }

  private static List<String> plus(List<String> items, String item) {
    List<String> more = new ArrayList<>(items);
    more.add(item);
    return more;
  }

  private static PolicyBook with(PolicyBook book, List<Policy> policies) {
    return with(book, book.queues(), book.clocks(), book.fallback(), book.failSafe(), policies);
  }

  private static PolicyBook with(PolicyBook book, List<Queue> queues, List<LegalClock> clocks) {
    return with(book, queues, clocks, book.fallback(), book.failSafe(), book.policies());
  }

  private static PolicyBook with(
      PolicyBook book,
      List<Queue> queues,
      List<LegalClock> clocks,
      Route fallback,
      Route failSafe,
      List<Policy> policies) {
    return new PolicyBook(
        book.name(),
        book.version(),
        book.owner(),
        null,
        null,
        null,
        queues,
        book.calendars(),
        clocks,
        fallback,
        failSafe,
        policies,
        0,
        null,
        book.terms());
  }
}
