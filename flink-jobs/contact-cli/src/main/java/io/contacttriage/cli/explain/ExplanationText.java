package io.contacttriage.cli.explain;

import io.contacttriage.cli.tools.TextTable;
import io.contacttriage.contact.ContactFacts;
import io.contacttriage.routing.Additions;
import io.contacttriage.routing.Reason;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.routing.explain.RouteChange;
import io.contacttriage.routing.explain.RuleTrace;
import io.contacttriage.routing.explain.UnmetPart;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An explanation for people. */
final class ExplanationText {
  private static final int TOP_TOPICS = 3;
  private static final int MOST_CHANGES = 5;

  private final Explanation explanation;
  private final StringBuilder text = new StringBuilder();

  ExplanationText(Explanation explanation) {
    this.explanation = explanation;
    contact(explanation.contact().facts());
    if (explanation.contact().scores() == null) {
      line("no scores", "%s", explanation.contact().unscoredBecause());
    } else {
      scores(explanation.contact().scores());
    }
    text.append('\n');
    rules();
    text.append('\n');
    decision(explanation.decision());
    text.append('\n');
    changes();
  }

  String text() {
    return text.toString();
  }

  private void contact(ContactFacts facts) {
    line(
        "contact",
        "%s, %s, %,d characters when prepared, %sscript %s",
        facts.contactId(),
        facts.channel().wireName(),
        facts.characters(),
        explanation.tokens() == null
            ? ""
            : String.format(Locale.ROOT, "%,d tokens, ", explanation.tokens()),
        facts.script());
    String masked =
        facts.masked().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    line("masked", "%s", masked.isEmpty() ? "nothing" : masked);
    RoutingMemory memory = explanation.memory();
    if (!memory.equals(RoutingMemory.NONE)) {
      line(
          "memory",
          "%d contacts in 1 day, %d in 7, %d in 30; last queue %s",
          memory.contacts1d(),
          memory.contacts7d(),
          memory.contacts30d(),
          memory.lastQueue());
    }
  }

  private void scores(Scores scores) {
    line("model", "%s, tier %s", scores.model(), scores.tier());
    line("language", "%s (%.2f)", scores.language(), scores.languageConfidence());
    line(
        "topic",
        "%s",
        Stream.of(Topic.values())
            .sorted(Comparator.comparingDouble(topic -> -scores.topics()[topic.ordinal()]))
            .limit(TOP_TOPICS)
            .map(topic -> scored(topic.label(), scores.topics()[topic.ordinal()]))
            .collect(Collectors.joining(", ")));
    line(
        "urgency",
        "%s (score %.2f)",
        Stream.of(Urgency.values())
            .sorted(Comparator.comparingDouble(urgency -> -scores.urgencies()[urgency.ordinal()]))
            .map(urgency -> scored(urgency.label(), scores.urgencies()[urgency.ordinal()]))
            .collect(Collectors.joining(", ")),
        scores.urgencyScore());
    line("harm", "%s", harms(scores));
  }

  private static String harms(Scores scores) {
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

  private void rules() {
    List<RuleTrace> asked = explanation.rules().stream().filter(RuleTrace::asked).toList();
    line(
        "policy",
        "book %s: %d rules tried, %d matched",
        explanation.decision().policyVersion(),
        asked.size(),
        asked.stream().filter(RuleTrace::isMatched).count());
    TextTable table = new TextTable("rule", "answer", "margin", "because");
    for (RuleTrace rule : asked) {
      table.row(
          rule.name(),
          answer(rule),
          rule.isMatched() && rule.margin() != null
              ? String.format(Locale.ROOT, "%.4f", rule.margin())
              : "–",
          because(rule));
    }
    text.append(table.isEmpty() ? "" : table.render());
    int late = explanation.rules().size() - asked.size();
    if (late > 0) {
      line("not tried", "%d rules that only route: the contact had its route", late);
    }
  }

  private static String answer(RuleTrace rule) {
    return switch (rule.outcome()) {
      case MATCHED -> rule.effect();
      case NOT_MATCHED -> "no";
      case FAILED -> "failed";
    };
  }

  private static String because(RuleTrace rule) {
    String condition = rule.rule().when().strip().replaceAll("\\s+", " ");
    if (rule.isMatched()) {
      return condition + added(rule.rule().add());
    }
    return rule.unmet().isEmpty()
        ? "not: " + condition
        : rule.unmet().stream().map(ExplanationText::unmet).collect(Collectors.joining("; "));
  }

  private static String unmet(UnmetPart part) {
    String seen =
        part.seen().stream()
            .map(
                value ->
                    value.variable()
                        + " is "
                        + ValueText.of(value.value())
                        + (value.away() == null ? "" : ", " + ValueText.of(value.away()) + " away"))
            .collect(Collectors.joining("; "));
    return "not " + part.text() + (seen.isEmpty() ? "" : " (" + seen + ")");
  }

  private static String added(Additions add) {
    if (add == null) {
      return "";
    }
    List<String> added = new ArrayList<>();
    some(added, "tags", add.tags());
    some(added, "skills", add.skills());
    some(added, "clocks", add.clocks());
    if (add.exposure() != null) {
      some(
          added,
          "exposure " + add.exposure().severity().wireName(),
          add.exposure().labels().stream().map(HarmLabel::label).toList());
    }
    return ": adds " + String.join(", ", added);
  }

  private static void some(List<String> added, String what, Collection<String> names) {
    if (!names.isEmpty()) {
      added.add(what + " " + String.join(" ", names));
    }
  }

  private void decision(RoutingDecision decision) {
    line("decision", "queue %s, priority %s", decision.queue(), decision.priority());
    line("respond by", "%s", decision.respondBy());
    optional("skills", decision.skills());
    optional("tags", decision.tags());
    optional(
        "clocks",
        decision.clocks().stream().map(clock -> clock.law() + " until " + clock.due()).toList());
    if (decision.selfService() != null) {
      line("self-service", "%s", decision.selfService());
    }
    line(
        "exposure",
        "%s %s",
        decision.exposure().severity().wireName(),
        decision.exposure().labels().stream()
            .map(HarmLabel::label)
            .collect(Collectors.joining(", ")));
    optional("because of", decision.reasons().stream().map(ExplanationText::name).toList());
  }

  private void changes() {
    if (explanation.changes().isEmpty()) {
      line("otherwise", "no single change would have sent it elsewhere");
    }
    String title = "otherwise";
    for (RouteChange change : explanation.changes().stream().limit(MOST_CHANGES).toList()) {
      line(
          title,
          "would have gone to %s if %s had been %s instead of %s (%s)",
          change.to(),
          change.variable().name(),
          ValueText.of(change.wouldBe()),
          ValueText.of(change.was()),
          change.by());
      title = "";
    }
    int more = explanation.changes().size() - MOST_CHANGES;
    if (more > 0) {
      line("", "and %d other places with larger changes: --json", more);
    }
  }

  private static String name(Reason reason) {
    return reason.policy() + "/" + reason.rule();
  }

  private void optional(String name, List<String> items) {
    if (!items.isEmpty()) {
      line(name, "%s", String.join(", ", items));
    }
  }

  private void line(String name, String format, Object... arguments) {
    String line =
        String.format(Locale.ROOT, "%-13s", name) + String.format(Locale.ROOT, format, arguments);
    text.append(line.stripTrailing()).append('\n');
  }
}
