package io.contacttriage.routing.lint;

import io.contacttriage.routing.Route;
import io.contacttriage.routing.policy.Evaluation;
import io.contacttriage.routing.policy.LegalClock;
import io.contacttriage.routing.policy.PolicyTest.Expectation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A contact and what the book does with it as an item of a policy's tests. */
final class TestText {
  private TestText() {}

  static String of(String name, Example example) {
    String quoted = name.replace("\\", "\\\\").replace("\"", "\\\"");
    return "  - name: \"%s\"\n    given: %s\n    expect: %s"
        .formatted(quoted, GivenText.of(example.given()), expect(example.evaluation()));
  }

  private static String expect(Evaluation evaluation) {
    Route route = evaluation.route();
    List<String> parts = new ArrayList<>();
    parts.add("queue: " + YamlText.scalar(route.queue()));
    parts.add("priority: " + route.priority());
    parts.add("respondWithin: " + time(route.respondWithin()));
    list("skills", route.skills(), parts);
    list("tags", route.tags(), parts);
    list("clocks", evaluation.clocks().stream().map(LegalClock::name).toList(), parts);
    String article = Objects.requireNonNullElse(route.selfService(), Expectation.NO_SELF_SERVICE);
    parts.add("selfService: " + YamlText.scalar(article));
    parts.add("exposure: " + evaluation.exposure().severity().wireName());
    return "{" + String.join(", ", parts) + "}";
  }

  private static void list(String name, List<String> words, List<String> parts) {
    if (!words.isEmpty()) {
      List<String> texts = words.stream().map(YamlText::scalar).toList();
      parts.add(name + ": [" + String.join(", ", texts) + "]");
    }
  }

  /** In the largest unit that leaves no rest. */
  private static String time(Duration time) {
    long seconds = time.toSeconds();
    if (!time.equals(Duration.ofSeconds(seconds))) {
      return time.toString();
    }
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
