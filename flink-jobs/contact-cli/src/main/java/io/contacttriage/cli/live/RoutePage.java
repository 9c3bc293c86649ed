package io.contacttriage.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.contacttriage.cli.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A route as a page that a person reads. */
final class RoutePage {
  private static final double WORTH_SHOWING = 0.05;

  private RoutePage() {}

  static List<String> of(SeenRoute route, Terminal terminal) {
    JsonNode json = route.json();
    JsonNode scores = json.path("scores");
    List<String> lines = new ArrayList<>();
    lines.add(terminal.bold(route.priority() + "  " + route.queue()));
    line(lines, "respond by", json.path("respondBy").asText());
    json.path("clocks")
        .forEach(c -> line(lines, "clock", c.path("law").asText() + ", " + c.path("due").asText()));
    line(lines, "self-service", json.path("selfService").path("articleId").asText(""));
    line(lines, "skills", joined(json.path("skills")));
    line(lines, "tags", joined(json.path("tags")));
    line(lines, "exposure", exposure(json.path("exposure")));
    json.path("reasons").forEach(reason -> line(lines, "because", reason(reason)));
    line(lines, "degraded", route.degraded());
    if (!scores.isObject()) {
      line(lines, "scores", "none: people decide");
    } else {
      line(lines, "topic", scored(scores.path("topic"), "confidence"));
      line(lines, "urgency", scored(scores.path("urgency"), "score"));
      line(lines, "harm", harm(scores));
      line(lines, "language", route.language());
    }
    line(
        lines,
        "decided by",
        "policy " + route.policy() + ", model " + route.model() + ", job " + route.job());
    line(lines, "contact", route.contactId());
    return lines;
  }

  /** The route in one line of a list. */
  static String line(SeenRoute route) {
    return String.format(
        Locale.ROOT,
        "%s  %-24s %-6s %-21s %-8s %s  %s",
        route.priority(),
        route.queue(),
        orDash(route.language()),
        orDash(route.topic()),
        orDash(route.urgency()),
        route.reason(),
        route.contactId());
  }

  private static String orDash(String value) {
    return value == null ? "-" : value;
  }

  private static void line(List<String> lines, String name, String value) {
    if (value != null && !value.isEmpty()) {
      lines.add(String.format(Locale.ROOT, "    %-12s  %s", name, value));
    }
  }

  private static String reason(JsonNode reason) {
    String rule = reason.path("policy").asText() + "/" + reason.path("rule").asText();
    return reason.path("margin").isNumber()
        ? String.format(Locale.ROOT, "%s (by %.2f)", rule, reason.path("margin").asDouble())
        : rule;
  }

  private static String scored(JsonNode head, String number) {
    return String.format(
        Locale.ROOT, "%s %.2f", head.path("label").asText(), head.path(number).asDouble());
  }

  private static String harm(JsonNode scores) {
    List<String> flags = new ArrayList<>();
    scores.path("flags").forEach(flag -> flags.add(flag.asText()));
    List<String> shown = new ArrayList<>();
    for (Map.Entry<String, JsonNode> harm : scores.path("harm").properties()) {
      boolean flagged = flags.contains(harm.getKey());
      if (flagged || harm.getValue().asDouble() >= WORTH_SHOWING) {
        shown.add(
            String.format(
                Locale.ROOT,
                "%s %.2f%s",
                harm.getKey(),
                harm.getValue().asDouble(),
                flagged ? " (flagged)" : ""));
      }
    }
    return shown.isEmpty() ? "nothing" : String.join(", ", shown);
  }

  private static String exposure(JsonNode exposure) {
    String severity = exposure.path("class").asText();
    return severity.equals("none") ? "" : severity + ": " + joined(exposure.path("labels"));
  }

  private static String joined(JsonNode texts) {
    List<String> all = new ArrayList<>();
    texts.forEach(text -> all.add(text.asText()));
    return String.join(", ", all);
  }
}
