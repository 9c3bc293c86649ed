package io.contacttriage.routing.policy;

import io.contacttriage.contact.Channel;
import io.contacttriage.contact.Customer;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.routing.policy.PolicyTest.Expectation;
import io.contacttriage.routing.policy.PolicyTest.Given;
import io.contacttriage.routing.policy.PolicyTest.GivenContact;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the tests inside policies. What a test does not give is a calm, confident contact in
 * English, received by e-mail on an ordinary Monday.
 */
final class PolicyTestReader {
  static final double CONFIDENCE = 0.9;
  static final double LANGUAGE_CONFIDENCE = 0.99;
  static final Instant RECEIVED_AT = Instant.parse("2026-03-02T10:00:00Z");
  private static final int MOST = 1_000_000;
  private static final double ROUNDING = 1e-9;
  private static final List<String> MASKED = List.of("card", "phone", "email", "iban");
  private static final Map<String, Topic> TOPICS = BookNames.words(Topic.values(), Topic::label);
  private static final Map<String, Urgency> URGENCIES =
      BookNames.words(Urgency.values(), Urgency::label);
  private static final Map<String, Channel> CHANNELS =
      BookNames.words(Channel.values(), Channel::wireName);

  private final BookNames names;
  private final Problems problems;

  PolicyTestReader(BookNames names, Problems problems) {
    this.names = names;
    this.problems = problems;
  }

  PolicyTest test(DocumentNode node) {
    int before = problems.count();
    Fields fields = new Fields(node, problems, "a test", List.of("name", "given", "expect"));
    String name = fields.requiredText("name");
    DocumentNode givenNode = fields.required("given");
    DocumentNode expectNode = fields.required("expect");
    Given given = givenNode == null ? null : given(givenNode);
    Expectation expect = expectNode == null ? null : expectation(expectNode);
    return problems.count() > before ? null : new PolicyTest(name, given, expect);
  }

  private Given given(DocumentNode node) {
    int before = problems.count();
    Fields fields =
        new Fields(
            node,
            problems,
            "given",
            List.of(
                "topic",
                "topic_confidence",
                "topics",
                "urgency",
                "urgency_confidence",
                "urgencies",
                "harm",
                "language",
                "language_confidence",
                "contact",
                "customer",
                "memory",
                "attributes",
                "attachments",
                "terms",
                "receivedAt"));
    Topic topic = fields.word(fields.required("topic"), "topic", TOPICS);
    Urgency urgency = fields.word(fields.optional("urgency"), "urgency", URGENCIES);
    Map<Topic, Double> topics = labels(fields, "topics", "topic", TOPICS);
    Map<Urgency, Double> urgencies = labels(fields, "urgencies", "urgency", URGENCIES);
    Map<HarmLabel, Double> harm = labels(fields, "harm", "harm label", BookNames.HARM_LABELS);
    urgency = orElse(urgency, Urgency.NORMAL);
    double topicConfidence = confidence(fields, "topic", topic, topics, TOPICS.size());
    double urgencyConfidence = confidence(fields, "urgency", urgency, urgencies, URGENCIES.size());
    String language = orElse(fields.text("language"), "en");
    double languageConfidence =
        orElse(fields.score(fields.optional("language_confidence")), LANGUAGE_CONFIDENCE);
    GivenContact contact = contact(fields);
    Customer customer = customer(fields);
    RoutingMemory memory = memory(fields);
    Map<String, String> attributes = fields.texts("attributes");
    Fields attachments = inner(fields, "attachments", "attachments", List.of("count", "signals"));
    Map<String, Double> signals = attachments == null ? Map.of() : attachments.scores("signals");
    Integer count = attachments == null ? null : attachments.whole("count", 0, MOST);
    Set<String> terms = new TreeSet<>();
    for (DocumentNode item : fields.items("terms")) {
      String list = fields.word(item, "term list", names.terms());
      if (list != null) {
        terms.add(list);
      }
    }
    Instant receivedAt = orElse(fields.instant("receivedAt"), RECEIVED_AT);
    return problems.count() > before
        ? null
        : new Given(
            topic,
            topicConfidence,
            topics,
            urgency,
            urgencyConfidence,
            urgencies,
            harm,
            language,
            languageConfidence,
            contact,
            customer,
            memory,
            attributes,
            orElse(count, signals.isEmpty() ? 0 : 1),
            signals,
            receivedAt,
            terms);
  }

  private <T> double confidence(
      Fields fields, String head, T first, Map<T, Double> others, int labels) {
    String name = head + "_confidence";
    double confidence = orElse(fields.score(fields.optional(name)), CONFIDENCE);
    double rest = PolicyTestContact.rest(labels, confidence, others.values());
    boolean wins =
        confidence > rest && others.values().stream().allMatch(score -> confidence > score);
    if (!wins || rest < -ROUNDING || others.containsKey(first)) {
      problems.add(
          fields.place(name),
          name + " must be over that of every other label, and all of them at most 1 together");
    }
    return confidence;
  }

  private <T> Map<T, Double> labels(Fields fields, String name, String what, Map<String, T> known) {
    Map<T, Double> scores = new LinkedHashMap<>();
    fields
        .entries(name)
        .forEach(
            (label, score) -> {
              DocumentNode named =
                  DocumentNode.scalar(DocumentNode.Kind.TEXT, score.place(), label);
              T found = fields.word(named, what, known);
              Double value = fields.score(score);
              if (found != null && value != null) {
                scores.put(found, value);
              }
            });
    return scores;
  }

  private GivenContact contact(Fields given) {
    Fields fields =
        inner(
            given,
            "contact",
            "contact",
            List.of(
                "channel",
                "country",
                "language_hint",
                "script",
                "characters",
                "masked_card",
                "masked_phone",
                "masked_email",
                "masked_iban"));
    if (fields == null) {
      return new GivenContact(Channel.EMAIL, null, null, "Latn", 120, Map.of());
    }
    Map<String, Integer> masked = new HashMap<>();
    for (String kind : MASKED) {
      Integer count = fields.whole("masked_" + kind, 0, MOST);
      if (count != null && count > 0) {
        masked.put(kind, count);
      }
    }
    return new GivenContact(
        orElse(fields.word(fields.optional("channel"), "channel", CHANNELS), Channel.EMAIL),
        fields.text("country"),
        fields.text("language_hint"),
        orElse(fields.text("script"), "Latn"),
        orElse(fields.whole("characters", 0, MOST), 120),
        masked);
  }

  private Customer customer(Fields given) {
    Fields fields =
        inner(given, "customer", "customer", List.of("tier", "account_type", "age_band"));
    return fields == null
        ? Customer.UNKNOWN
        : new Customer(fields.text("tier"), fields.text("account_type"), fields.text("age_band"));
  }

  private RoutingMemory memory(Fields given) {
    Fields fields =
        inner(
            given,
            "memory",
            "memory",
            List.of("contacts_1d", "contacts_7d", "contacts_30d", "last_queue"));
    if (fields == null) {
      return RoutingMemory.NONE;
    }
    fields.word(fields.optional("last_queue"), "queue", names.queues());
    return new RoutingMemory(
        orElse(fields.whole("contacts_1d", 0, MOST), 0),
        orElse(fields.whole("contacts_7d", 0, MOST), 0),
        orElse(fields.whole("contacts_30d", 0, MOST), 0),
        orElse(fields.text("last_queue"), ""));
  }

  private Expectation expectation(DocumentNode node) {
    Fields fields =
        new Fields(
            node,
            problems,
            "expect",
            List.of(
                "queue",
                "priority",
                "skills",
                "tags",
                "clocks",
                "selfService",
                "respondWithin",
                "exposure"));
    if (node.kind() == DocumentNode.Kind.OBJECT && node.fields().isEmpty()) {
      problems.add(node.place(), "a test that expects nothing cannot fail");
    }
    fields.word(fields.optional("queue"), "queue", names.queues());
    fields.items("clocks").forEach(clock -> fields.word(clock, "clock", names.clocks()));
    return new Expectation(
        fields.text("queue"),
        fields.word(fields.optional("priority"), "priority", BookNames.PRIORITIES),
        fields.ids("skills"),
        fields.ids("tags"),
        fields.ids("clocks"),
        fields.id("selfService"),
        fields.duration(fields.optional("respondWithin")),
        fields.word(fields.optional("exposure"), "exposure class", BookNames.SEVERITIES));
  }

  private Fields inner(Fields fields, String name, String what, List<String> known) {
    DocumentNode node = fields.optional(name);
    return node == null ? null : new Fields(node, problems, what, known);
  }

  private static <T> T orElse(T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
