package io.contacttriage.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a demo says at its end: to people as lines, to programs as JSON. */
final class DemoSummary {
  private final Progress progress;
  private final String ui;

  DemoSummary(Progress progress, String ui) {
    this.progress = progress;
    this.ui = ui;
  }

  /**
   * Lines for people.
   *
   * @param withQueues whether the queues are listed: not when the live view still shows them
   */
  List<String> lines(boolean withQueues) {
    Tally.Outcome outcome = progress.outcome();
    List<String> lines = new ArrayList<>();
    if (withQueues) {
      for (QueueCount queue : outcome.queues()) {
        lines.add(
            String.format(
                Locale.ROOT,
                "  %-28s %,7d  %s",
                queue.queue(),
                queue.contacts(),
                counts(queue.byPriority())));
      }
      lines.add("");
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "%s: read %,d = routed %,d + rejected %,d + duplicates %,d",
            progress.sumsAddUp() ? "The sums add up" : "THE SUMS DO NOT ADD UP",
            progress.read(),
            outcome.decided(),
            outcome.rejected(),
            progress.duplicates()));
    lines.add(
        String.format(
            Locale.ROOT,
            "%,.0f contacts/s over %.1f s; latency p50 %,d ms, p90 %,d ms, p99 %,d ms, longest %,d ms",
            perSecond(),
            seconds(),
            outcome.latency().p50(),
            outcome.latency().p90(),
            outcome.latency().p99(),
            outcome.latency().max()));
    lines.add("queues      " + outcome.queues().size() + " in use");
    lines.add("priorities  " + counts(outcome.priorities()));
    lines.add("languages   " + counts(outcome.languages()));
    lines.add("scored by   " + counts(outcome.tiers()));
    lines.add("rejects     " + counts(outcome.rejectCauses()));
    lines.add(
        "decided by  policy "
            + joined(outcome.policies())
            + ", model "
            + joined(outcome.models())
            + ", job "
            + joined(outcome.jobs()));
    if (outcome.failSafe() > 0) {
      lines.add(
          "WITHOUT SCORES  " + outcome.failSafe() + " contacts took the fail-safe route to people");
    }
    if (progress.restarts() > 0) {
      lines.add("RESTARTS    the job restarted " + progress.restarts() + " times");
    }
    return lines;
  }

  /** One JSON object, as the option {@code --json} writes it. */
  byte[] json() {
    Tally.Outcome outcome = progress.outcome();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("sent", progress.sent());
    json.put("read", progress.read());
    json.put("decided", outcome.decided());
    json.put("rejected", outcome.rejected());
    json.put("duplicates", progress.duplicates());
    json.put("sumsAddUp", progress.sumsAddUp());
    Map<String, Long> queues = new LinkedHashMap<>();
    outcome.queues().forEach(queue -> queues.put(queue.queue(), queue.contacts()));
    json.put("queues", queues);
    json.put("priorities", outcome.priorities());
    json.put("languages", outcome.languages());
    json.put("tiers", outcome.tiers());
    json.put("topics", outcome.topics());
    json.put("urgencies", outcome.urgencies());
    json.put("rejectCauses", outcome.rejectCauses());
    Map<String, Long> latency = new LinkedHashMap<>();
    latency.put("p50", outcome.latency().p50());
    latency.put("p90", outcome.latency().p90());
    latency.put("p99", outcome.latency().p99());
    latency.put("max", outcome.latency().max());
    json.put("latencyMs", latency);
    json.put("contactsPerSecond", Math.round(perSecond() * 10) / 10.0);
    json.put("elapsedSeconds", Math.round(seconds() * 10) / 10.0);
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("policy", joined(outcome.policies()));
    versions.put("model", joined(outcome.models()));
    versions.put("job", joined(outcome.jobs()));
    json.put("versions", versions);
    json.put("failSafe", outcome.failSafe());
    json.put("routesAgain", outcome.routesAgain());
    json.put("checkpoints", progress.checkpoints());
    json.put("restarts", progress.restarts());
    json.put("ui", ui);
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of numbers and strings can be written", e);
    }
  }

  private double perSecond() {
    return seconds() == 0 ? 0 : progress.out() / seconds();
  }

  private double seconds() {
    return progress.sending().toMillis() / 1000.0;
  }

  private static String counts(Map<String, Long> counts) {
    return counts.isEmpty()
        ? "none"
        : String.join(
            "  ", counts.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
  }

  private static String joined(List<String> versions) {
    return versions.isEmpty() ? "none" : String.join(", ", versions);
  }
}
