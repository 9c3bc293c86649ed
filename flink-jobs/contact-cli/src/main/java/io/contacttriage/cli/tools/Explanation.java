package io.contacttriage.cli.tools;

import com.fasterxml.jackson.core.JsonGenerator;
import io.contacttriage.contact.ContactFacts;
import io.contacttriage.routing.Reason;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that led to one decision, for people and for machines; none of the contact's words.
 */
record Explanation(
    ContactFacts facts,
    int tokens,
    Scores scores,
    List<RuleTrace> rules,
    RoutingDecision decision) {
  private static final int TOP_TOPICS = 3;

  Explanation {
    rules = List.copyOf(rules);
  }

  String text() {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "contact",
        "%s, %s, %,d characters when prepared, %,d tokens, script %s",
        facts.contactId(),
        facts.channel().wireName(),
        facts.characters(),
        tokens,
        facts.script());
    line(text, "masked", "%s", facts.masked().isEmpty() ? "nothing" : counts());
    line(text, "model", "%s, tier %s", scores.model(), scores.tier());
    line(text, "language", "%s (%.2f)", scores.language(), scores.languageConfidence());
    line(text, "topic", "%s", topTopics());
    line(text, "urgency", "%s (score %.2f)", urgencies(), scores.urgencyScore());
    line(text, "harm", "%s", harms());
    text.append('\n');
    rules(text);
    text.append('\n');
    decision(text);
    return text.toString();
  }

  private void rules(StringBuilder text) {
    List<RuleTrace> matched = rules.stream().filter(RuleTrace::isMatched).toList();
    line(
        text,
        "policy",
        "book %s: %d rules tried, %d matched",
        decision.policyVersion(),
        rules.size(),
        matched.size());
    TextTable table = new TextTable("rule", "effect", "margin", "condition");
    Stream.concat(
            matched.stream(),
            rules.stream().filter(rule -> rule.outcome() == RuleTrace.Outcome.FAILED))
        .forEach(
            rule ->
                table.row(
                    rule.name(),
                    rule.isMatched() ? rule.effect() : "failed",
                    rule.margin() == null ? "–" : String.format(Locale.ROOT, "%.4f", rule.margin()),
                    rule.rule().when().strip().replaceAll("\\s+", " ")));
    if (!table.isEmpty()) {
      text.append(table.render());
    }
  }

  private void decision(StringBuilder text) {
    line(text, "decision", "queue %s, priority %s", decision.queue(), decision.priority());
    line(text, "respond by", "%s", decision.respondBy());
    optional(text, "skills", decision.skills());
    optional(text, "tags", decision.tags());
    optional(
        text,
        "clocks",
        decision.clocks().stream().map(clock -> clock.law() + " until " + clock.due()).toList());
    if (decision.selfService() != null) {
      line(text, "self-service", "%s", decision.selfService());
    }
    line(
        text,
        "exposure",
        "%s %s",
        decision.exposure().severity().wireName(),
        decision.exposure().labels().stream()
            .map(HarmLabel::label)
            .collect(Collectors.joining(", ")));
    optional(text, "because of", decision.reasons().stream().map(Explanation::name).toList());
  }

  private static String name(Reason reason) {
    return reason.policy() + "/" + reason.rule();
  }

  private static void optional(StringBuilder text, String name, List<String> items) {
    if (!items.isEmpty()) {
      line(text, name, "%s", String.join(", ", items));
    }
  }

  private static void line(StringBuilder text, String name, String format, Object... arguments) {
    String line =
        String.format(Locale.ROOT, "%-13s", name) + String.format(Locale.ROOT, format, arguments);
    text.append(line.stripTrailing()).append('\n');
  }

  private String counts() {
    return facts.masked().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private String topTopics() {
    return Stream.of(Topic.values())
        .sorted(Comparator.comparingDouble(topic -> -scores.topics()[topic.ordinal()]))
        .limit(TOP_TOPICS)
        .map(topic -> scored(topic.label(), scores.topics()[topic.ordinal()]))
        .collect(Collectors.joining(", "));
  }

  private String urgencies() {
    return Stream.of(Urgency.values())
        .sorted(Comparator.comparingDouble(urgency -> -scores.urgencies()[urgency.ordinal()]))
        .map(urgency -> scored(urgency.label(), scores.urgencies()[urgency.ordinal()]))
        .collect(Collectors.joining(", "));
  }

  private String harms() {
    String flagged =
        scores.flags().stream()
            .map(label -> scored(label.label(), scores.harm(label)))
            .collect(Collectors.joining(", "));
    HarmLabel highest =
        Stream.of(HarmLabel.values()).max(Comparator.comparingDouble(scores::harm)).orElseThrow();
    return flagged.isEmpty()
        ? "no flag; highest " + scored(highest.label(), scores.harm(highest))
        : "flagged " + flagged;
  }

  private static String scored(String label, double score) {
    return String.format(Locale.ROOT, "%s %.2f", label, score);
  }

  /** The whole explanation on one line; the decision as the topic carries it. */
  String json(String decisionJson) {
    return JsonText.write(
        json -> {
          json.writeStartObject();
          json.writeObjectFieldStart("contact");
          json.writeStringField("id", facts.contactId());
          json.writeNumberField("characters", facts.characters());
          json.writeNumberField("tokens", tokens);
          json.writeStringField("script", facts.script());
          json.writeObjectFieldStart("masked");
          for (var entry : facts.masked().entrySet()) {
            json.writeNumberField(entry.getKey(), entry.getValue());
          }
          json.writeEndObject();
          json.writeEndObject();
          json.writeObjectFieldStart("scores");
          ScoresJson.writeFields(json, scores);
          json.writeEndObject();
          json.writeArrayFieldStart("rules");
          for (RuleTrace rule : rules) {
            write(json, rule);
          }
          json.writeEndArray();
          json.writeFieldName("decision");
          json.writeRawValue(decisionJson);
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, RuleTrace rule) throws IOException {
    json.writeStartObject();
    json.writeStringField("policy", rule.policy());
    json.writeStringField("rule", rule.rule().id());
    json.writeStringField("outcome", rule.outcome().name().toLowerCase(Locale.ROOT));
    if (rule.isMatched()) {
      json.writeStringField("effect", rule.effect());
    }
    if (rule.margin() != null) {
      JsonText.number(json, "margin", rule.margin());
    }
    json.writeEndObject();
  }
}
