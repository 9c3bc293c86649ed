package io.contacttriage.routing.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.routing.cel.ConditionResult;
import io.contacttriage.routing.cel.TestingConditions;
import java.nio.file.Path;
import java.util.Collection;
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
      TestingCase contact = TestingCase.random(random.nextLong());
      List<Object> said = said(indexed, contact);
      assertThat(said).isEqualTo(said(everyRule, contact)).isEqualTo(said(byCel, contact));
    }
  }

  private static PolicyEvaluator compiled(
      PolicyBook book, BiFunction<String, Collection<String>, ConditionResult> compiler) {
    List<String> queues = book.queues().stream().map(Queue::name).toList();
    Map<String, ConditionResult> compiled = new HashMap<>();
    return PolicyEvaluator.compile(
        book, when -> compiled.computeIfAbsent(when, text -> compiler.apply(text, queues)));
  }

  /** All but the scores, which are the contact's. */
  private static List<Object> said(PolicyEvaluator evaluator, TestingCase random) {
    Evaluation evaluation = evaluator.evaluate(random.contact(), random.memory());
    return List.of(
        evaluation.route(), evaluation.clocks(), evaluation.exposure(), evaluation.reasons());
  }
}
