package io.contacttriage.benchmarks;

import io.contacttriage.contact.Channel;
import io.contacttriage.routing.Additions;
import io.contacttriage.routing.Exposure;
import io.contacttriage.routing.Priority;
import io.contacttriage.routing.Route;
import io.contacttriage.routing.policy.Policy;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.Queue;
import io.contacttriage.routing.policy.Rule;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A made-up book of any size, as many teams would write it: nine rules in ten name a topic; most
 * name a language, a channel or a country with it; a third has a limit for a score; one in twenty
 * five asks an attribute, which is for the CEL runtime. One in five only adds something.
 */
final class LargeBook {
  private static final int RULES_OF_A_POLICY = 20;
  private static final List<String> QUEUES =
      IntStream.range(0, 40).mapToObj(i -> "queue-" + i).toList();
  private static final List<String> TOPICS =
      Arrays.stream(Topic.values()).map(Topic::label).toList();
  private static final List<String> URGENCIES =
      Arrays.stream(Urgency.values()).map(Urgency::label).toList();
  private static final List<String> CHANNELS =
      Arrays.stream(Channel.values()).map(Channel::wireName).toList();

  /** What no book may answer slowly: limits for these would not pass its checks. */
  private static final List<String> HARMS =
      Arrays.stream(HarmLabel.values())
          .filter(label -> !label.isSafety())
          .map(HarmLabel::label)
          .toList();

  static final List<String> LANGUAGES = List.of("en", "ms", "id", "zh", "th", "ta", "vi", "mixed");
  static final List<String> COUNTRIES =
      List.of("MY", "SG", "ID", "TH", "VN", "PH", "IE", "GB", "DE", "FR", "ES", "US");
  static final List<String> TIERS = List.of("standard", "creator", "business", "vip");

  private final Random random = new Random(7);

  private LargeBook() {}

  /** The same book each time. */
  static PolicyBook of(int rules) {
    return new LargeBook().book(rules);
  }

  private PolicyBook book(int rules) {
    List<Policy> policies = new ArrayList<>();
    for (int from = 0; from < rules; from += RULES_OF_A_POLICY) {
      String id = "policy-" + policies.size();
      List<Rule> ofPolicy =
          IntStream.range(0, Math.min(RULES_OF_A_POLICY, rules - from))
              .mapToObj(i -> rule("rule-" + i))
              .toList();
      policies.add(new Policy(id, id, "Benchmarks", "Size.", ofPolicy, List.of()));
    }
    return new PolicyBook(
        "large",
        1,
        "Benchmarks",
        null,
        null,
        null,
        QUEUES.stream().map(name -> new Queue(name, "Size.", Exposure.Severity.SEVERE)).toList(),
        List.of(),
        List.of(),
        route(),
        route(),
        policies);
  }

  private Rule rule(String id) {
    return random.nextInt(5) == 0
        ? new Rule(id, condition(), null, new Additions(List.of(id), List.of(), List.of(), null))
        : new Rule(id, condition(), route(), null);
  }

  private Route route() {
    return new Route(pick(QUEUES), Priority.P1, Duration.ofHours(4), List.of(), List.of(), null);
  }

  private String condition() {
    List<String> parts = new ArrayList<>();
    if (random.nextInt(10) > 0) {
      parts.add(
          random.nextInt(4) == 0
              ? "topic in ['%s', '%s']".formatted(pick(TOPICS), pick(TOPICS))
              : is("topic", TOPICS));
    }
    some(parts, 60, is("language", LANGUAGES));
    some(parts, 50, is("contact.channel", CHANNELS));
    some(parts, 40, is("contact.country", COUNTRIES));
    some(parts, 40, is("urgency", URGENCIES));
    some(parts, 15, "customer.tier != '%s'".formatted(pick(TIERS)));
    some(parts, 10, "memory.contacts_7d >= " + (1 + random.nextInt(5)));
    some(parts, 33, limit("harm." + pick(HARMS)));
    some(parts, 10, limit("topic_confidence"));
    some(parts, 4, "contact.attributes['app'] == 'lite'");
    if (parts.size() < 2) {
      parts.add("flagged." + pick(HARMS));
      parts.add(limit("urgency_score"));
    }
    return String.join(" && ", parts);
  }

  private void some(List<String> parts, int percent, String part) {
    if (random.nextInt(100) < percent) {
      parts.add(part);
    }
  }

  private String is(String variable, List<String> words) {
    return "%s == '%s'".formatted(variable, pick(words));
  }

  /** In steps of 0.05. */
  private String limit(String score) {
    return String.format(Locale.ROOT, "%s >= %.2f", score, (4 + random.nextInt(14)) / 20d);
  }

  private String pick(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }
}
