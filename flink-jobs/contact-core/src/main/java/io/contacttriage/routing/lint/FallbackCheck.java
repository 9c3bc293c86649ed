package io.contacttriage.routing.lint;

import io.contacttriage.routing.Route;
import io.contacttriage.routing.lint.LintFinding.Severity;
import io.contacttriage.routing.policy.Place;
import io.contacttriage.routing.policy.PolicyBookReader;
import io.contacttriage.routing.policy.PolicyEvaluator;
import io.contacttriage.scoring.Topic;
import java.util.ArrayList;
import java.util.List;

/** Says which topics have contacts that no rule routes. */
final class FallbackCheck {
  private final LintedBook book;

  FallbackCheck(LintedBook book) {
    this.book = book;
  }

  List<LintFinding> findings() {
    List<String> topics = new ArrayList<>();
    List<String> examples = new ArrayList<>();
    List<Formula> routes = book.routesBefore(null);
    for (Topic topic : Topic.values()) {
      book.example(
              List.of(book.space().isTopic(topic)),
              routes,
              example -> example.routerName().equals(fallback()))
          .ifPresent(
              example -> {
                topics.add(topic.label());
                examples.add(example.toString());
              });
    }
    if (topics.isEmpty()) {
      return List.of();
    }
    Route route = book.book().fallback();
    return List.of(
        new LintFinding(
            Severity.NOTE,
            new Place(PolicyBookReader.BOOK_FILE, 0, 0, "/fallback"),
            "no rule routes some contacts about %s: the fallback sends them to %s, %s"
                .formatted(String.join(", ", topics), route.queue(), route.priority()),
            "",
            examples.subList(0, 1)));
  }

  private static String fallback() {
    return PolicyEvaluator.ENGINE + "/" + PolicyEvaluator.FALLBACK;
  }
}
