package io.contacttriage.routing.lint;

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
import io.contacttriage.scoring.HarmLabel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Books whose rules ask few things in many ways, so that they contradict and shadow each other. */
final class RandomBooks {
  private static final List<String> COMPARISONS =
      List.of(
          "topic == 'refund_dispute'",
          "topic in ['feedback', 'other', 'shop_order']",
          "topic != 'other'",
          "urgency == 'high'",
          "urgency in ['low', 'normal']",
          "urgency == 'critical'",
          "topic_confidence >= 0.5",
          "topic_confidence < 0.7",
          "topics.feedback >= 0.2",
          "urgencies.critical >= 0.2",
          "urgencies.low < 0.7",
          "urgency_score > 0.5",
          "harm.scam > 0.4",
          "harm.scam < 0.6",
          "flagged.scam",
          "!flagged.hate",
          "language == 'en'",
          "language in ['ms', 'zh', 'mixed']",
          "language_confidence < 0.5",
          "contact.country == 'MY'",
          "contact.country == ''",
          "contact.characters <= 400",
          "attachments.count > 0",
          "memory.contacts_7d >= 1",
          "memory.last_queue == 'mild'",
          "customer.age_band in ['13-15', '16-17']",
          "true",
          "contact.attributes['app'] == 'lite'");

  private RandomBooks() {}

  static PolicyBook book(Random random, int rules) {
    List<Rule> made = new ArrayList<>();
    for (int i = 0; i < rules; i++) {
      made.add(rule(random, "rule-" + i));
    }
    Route toPeople = route("mild");
    return new PolicyBook(
        "random",
        1,
        "nobody",
        null,
        null,
        null,
        List.of(
            new Queue("mild", "Most things.", Exposure.Severity.MILD),
            new Queue("severe", "The worst.", Exposure.Severity.SEVERE)),
        List.of(),
        List.of(
            new LegalClock("day", "Law 1", null, new Due.Elapsed(Duration.ofDays(1))),
            new LegalClock("week", "Law 1", null, new Due.Elapsed(Duration.ofDays(7)))),
        toPeople,
        toPeople,
        List.of(new Policy("all", "All", "nobody", "Random.", made, List.of())));
  }

  private static Rule rule(Random random, String id) {
    Route route = random.nextInt(4) == 0 ? null : route(random.nextBoolean() ? "mild" : "severe");
    Additions add = route != null && random.nextInt(3) > 0 ? null : additions(random);
    return new Rule(id, condition(random, random.nextInt(3)), route, add);
  }

  private static Route route(String queue) {
    return new Route(queue, Priority.P1, Duration.ofMinutes(30), List.of(), List.of(), null);
  }

  private static Additions additions(Random random) {
    Exposure exposure =
        random.nextInt(3) == 0
            ? null
            : new Exposure(Exposure.Severity.values()[random.nextInt(3)], List.of(HarmLabel.SCAM));
    List<String> clocks =
        random.nextInt(3) == 0 ? List.of(random.nextBoolean() ? "day" : "week") : List.of();
    return new Additions(List.of("tag"), List.of(), clocks, exposure);
  }

  private static String condition(Random random, int depth) {
    if (depth == 0) {
      return COMPARISONS.get(random.nextInt(COMPARISONS.size()));
    }
    String left = condition(random, depth - 1);
    String right = condition(random, depth - 1);
    return switch (random.nextInt(5)) {
      case 0 -> "!(" + left + ")";
      case 1 -> "(" + left + " || " + right + ")";
      default -> "(" + left + " && " + right + ")";
    };
  }
}
