package io.contacttriage.routing.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.routing.cel.ConditionCompiler;
import io.contacttriage.routing.cel.ConditionResult;
import io.contacttriage.routing.cel.TestingConditions;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.text.terms.TermList;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/**
 * What a book says with its index is what it says when every rule is tried, and what it says when
 * the CEL runtime alone evaluates every rule: for any book and any contact.
 */
class IndexedEvaluationTest {
  @Property(tries = 40)
  void aRandomBookSaysTheSameWithAndWithoutIndexAndByCelAlone(@ForAll long seed) {
    assertSame(TestingRandomBook.of(seed), seed, 20);
  }

  @Property(tries = 2)
  void soDoesABookOfThousandsOfRules(@ForAll long seed) {
    PolicyBook book = TestingRandomBook.of(seed, 100, 80);

    assertThat(book.policies().stream().mapToInt(policy -> policy.rules().size()).sum())
        .isGreaterThan(2_000);
    assertSame(book, seed, 30);
  }

  @Test
  void soDoesTheShippedBook() {
    PolicyBook book =
        PolicyBookReader.readDirectory(Path.of("../../config/policies").toAbsolutePath()).orThrow();
    assertSame(book, 1, 1_000);
  }

  private static void assertSame(PolicyBook book, long seed, int contacts) {
    PolicyEvaluator indexed = PolicyEvaluator.compile(book);
    PolicyEvaluator everyRule = compiled(book, TestingConditions::withoutIndex);
    PolicyEvaluator byCel = compiled(book, TestingConditions::byCel);
    Random random = new Random(seed);
    for (int i = 0; i < contacts; i++) {
      TestingCase made = TestingCase.random(random.nextLong());
      List<String> hits =
          book.terms().stream().map(TermList::name).filter(list -> random.nextBoolean()).toList();
      ScoredContact contact =
          new ScoredContact(
              made.contact().facts().withTerms(indexed.terms().readWith(hits)),
              made.contact().scores(),
              made.contact().unscoredBecause(),
              made.contact().degraded());
      List<Object> said = said(indexed, contact, made.memory());
      assertThat(said)
          .isEqualTo(said(everyRule, contact, made.memory()))
          .isEqualTo(said(byCel, contact, made.memory()));
    }
  }

  private static PolicyEvaluator compiled(
      PolicyBook book, BiFunction<String, ConditionCompiler, ConditionResult> compiler) {
    ConditionCompiler conditions = book.conditionCompiler();
    Map<String, ConditionResult> compiled = new HashMap<>();
    return PolicyEvaluator.compile(
        book, when -> compiled.computeIfAbsent(when, text -> compiler.apply(text, conditions)));
  }

  /** All but the scores, which are the contact's. */
  private static List<Object> said(
      PolicyEvaluator evaluator, ScoredContact contact, RoutingMemory memory) {
    Evaluation evaluation = evaluator.evaluate(contact, memory);
    return List.of(
        evaluation.route(), evaluation.clocks(), evaluation.exposure(), evaluation.reasons());
  }
}
