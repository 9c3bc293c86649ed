package io.contacttriage.routing.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.routing.Reason;
import io.contacttriage.routing.ScorePrecision;
import io.contacttriage.routing.cel.ContactVariables;
import io.contacttriage.routing.policy.Evaluation;
import io.contacttriage.routing.policy.Place;
import io.contacttriage.routing.policy.Policy;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyBookReader;
import io.contacttriage.routing.policy.PolicyBookResult;
import io.contacttriage.routing.policy.PolicyEvaluator;
import io.contacttriage.routing.policy.PolicyTest;
import io.contacttriage.routing.policy.PolicyTestContact;
import io.contacttriage.routing.policy.TestingCase;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Lint never accuses a rule that works, and its examples are what it says they are. */
class PolicyLintPropertyTest {
  private static final int CONTACTS = 300;
  private static final Pattern EXAMPLE =
      Pattern.compile("(?<given>\\{.*}) goes to (?<queue>\\S+) by (?<router>\\S+)");
  private static final String TESTED =
      """
      name: parsed
      version: 1
      owner: nobody
      queues: [{name: mild, purpose: Any., exposure: mild}]
      fallback: {queue: mild, priority: P3, respondWithin: 1d}
      failSafe: {queue: mild, priority: P1, respondWithin: 1d}
      policies: [only.yaml]
      """;

  @Property(tries = 25)
  void noRuleThatAContactReachesIsAccused(@ForAll long seed) {
    Random random = new Random(seed);
    PolicyBook book = RandomBooks.book(random, 12);
    PolicyEvaluator evaluator = PolicyEvaluator.compile(book);
    Set<String> matched = new HashSet<>();
    Set<String> routed = new HashSet<>();
    for (int i = 0; i < CONTACTS; i++) {
      TestingCase contact = TestingCase.random(random.nextLong());
      Evaluation evaluation = evaluator.evaluate(contact.contact(), contact.memory());
      routed.add(name(evaluation.reasons().get(0)));
      evaluation.reasons().forEach(reason -> matched.add(name(reason)));
    }

    for (LintFinding finding : lint(book)) {
      String rule = finding.message().split(" ", 2)[0];
      if (finding.message().contains("never matches")) {
        assertThat(matched).as(finding.toString()).doesNotContain(rule);
      }
      if (finding.message().contains("never routes")) {
        assertThat(routed).as(finding.toString()).doesNotContain(rule);
      }
    }
  }

  @Property(tries = 25)
  void everyExampleIsDecidedAsItSays(@ForAll long seed) {
    PolicyBook book = RandomBooks.book(new Random(seed), 12);
    PolicyEvaluator evaluator = PolicyEvaluator.compile(book);

    for (LintFinding finding : lint(book)) {
      for (String example : finding.examples()) {
        Matcher parts = EXAMPLE.matcher(example);
        assertThat(parts.matches()).as(example).isTrue();
        PolicyTest.Given given = parsed(parts.group("given"));
        Evaluation evaluation =
            evaluator.evaluate(
                PolicyTestContact.of("example", given, evaluator.terms()), given.memory());

        assertThat(evaluation.route().queue()).as(example).isEqualTo(parts.group("queue"));
        assertThat(name(evaluation.reasons().get(0))).as(example).isEqualTo(parts.group("router"));
      }
    }
  }

  @Property(tries = 25)
  void aComparisonThatTurnsADecisionIsNotCalledPointless(@ForAll long seed) {
    Random random = new Random(seed);
    PolicyBook book = RandomBooks.book(random, 8);
    Map<String, Place> places = places(book);
    LintedBook linted = new LintedBook(book, places, FlagLimits.ANY_MODEL);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < CONTACTS; i++) {
      TestingCase contact = TestingCase.random(random.nextLong());
      ContactVariables variables =
          new ContactVariables(
              ScorePrecision.rounded(contact.contact().scores()),
              contact.contact().facts(),
              contact.memory());
      for (LintedRule rule : linted.rules()) {
        if (rule.isPlain()) {
          for (Occurrence occurrence : Occurrence.of(rule.plain())) {
            if (occurrence.decides(variables)) {
              seen.add(where(rule.name(), occurrence) + occurrence.comparison().holds(variables));
            }
          }
        }
      }
    }

    for (LintFinding finding : lint(book)) {
      if (finding.message().contains("where it decides")) {
        boolean never = finding.message().contains("never holds");
        String condition = finding.message().replaceFirst(": .*", "");
        assertThat(seen)
            .as(finding.toString())
            .doesNotContain(finding.place().pointer() + " " + condition + " " + never);
      }
    }
  }

  private static String where(String rule, Occurrence occurrence) {
    return "%s condition, line %d, column %d "
        .formatted(rule, occurrence.comparison().line(), occurrence.comparison().column());
  }

  private static List<LintFinding> lint(PolicyBook book) {
    return PolicyLint.lint(
        new PolicyBookResult(book, List.of(), places(book), Map.of(), Map.of()), null);
  }

  /** Each rule's name as its place. */
  private static Map<String, Place> places(PolicyBook book) {
    Map<String, Place> places = new HashMap<>();
    for (Policy policy : book.policies()) {
      policy
          .rules()
          .forEach(
              rule -> {
                String name = policy.id() + "/" + rule.id();
                places.put(name, new Place(null, 0, 0, name));
              });
    }
    return places;
  }

  private static String name(Reason reason) {
    return reason.policy() + "/" + reason.rule();
  }

  /** What the reader of policy tests makes of a contact that lint wrote. */
  private static PolicyTest.Given parsed(String given) {
    String policy =
        """
        id: only
        title: Only
        owner: nobody
        purpose: None.
        rules:
          - id: rule
            when: topic == 'other'
            add: {tags: [tag]}
        tests:
          - name: test
            given: %s
            expect: {queue: mild}
        """
            .formatted(given);
    Map<String, byte[]> files =
        Map.of(
            "book.yaml", TESTED.getBytes(StandardCharsets.UTF_8),
            "policies/only.yaml", policy.getBytes(StandardCharsets.UTF_8));
    return PolicyBookReader.readFiles(files).orThrow().policies().get(0).tests().get(0).given();
  }
}
