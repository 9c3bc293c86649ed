package io.contacttriage.routing.cel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CompiledConditionsTest {
  private static final String REPEATED = "memory.last_queue == 'spam-desk'";

  private final CompiledConditions conditions = new CompiledConditions();

  @Test
  void theNextBookGetsTheConditionOfTheBookBefore() {
    Condition first = of(List.of("spam-desk"), List.of()).apply(REPEATED).condition();

    assertThat(of(List.of("spam-desk"), List.of()).apply(REPEATED).condition()).isSameAs(first);
  }

  @Test
  void aBookWithoutTheQueueIsNotGivenTheConditionOfABookThatHasIt() {
    Condition kept = of(List.of("spam-desk"), List.of()).apply(REPEATED).condition();

    assertThat(kept).isNotNull();
    assertThat(of(List.of("legal-desk"), List.of()).apply(REPEATED).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("spam-desk"));
  }

  @Test
  void aBookWithoutTheTermListIsNotGivenTheConditionOfABookThatHasIt() {
    Condition kept = of(List.of(), List.of("off_app")).apply("terms.off_app").condition();

    assertThat(kept).isNotNull();
    assertThat(of(List.of(), List.of()).apply("terms.off_app").problems()).isNotEmpty();
  }

  @Test
  void whatDoesNotCompileIsSaidEachTime() {
    Function<String, ConditionResult> book = of(List.of(), List.of());

    assertThat(book.apply("topic ==").problems()).isNotEmpty();
    assertThat(book.apply("topic ==").problems()).isEqualTo(book.apply("topic ==").problems());
  }

  private Function<String, ConditionResult> of(List<String> queues, List<String> terms) {
    return conditions.of(queues, terms);
  }
}
