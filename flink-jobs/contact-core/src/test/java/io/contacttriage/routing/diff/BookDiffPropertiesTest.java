package io.contacttriage.routing.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.TestingRandomBook;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** On random books: nothing is said of equal ones, and nothing that changes is passed over. */
class BookDiffPropertiesTest {
  @Property(tries = 100)
  void aBookDoesNotDifferFromItself(@ForAll long seed) {
    assertThat(BookDiff.between(TestingRandomBook.of(seed), TestingRandomBook.of(seed))).isEmpty();
  }

  @Property(tries = 600)
  void anyOneChangeIsSaidWithTheNameOfWhatChanged(@ForAll long seed) {
    PolicyBook book = TestingRandomBook.of(seed);
    TestingMutation mutation = TestingMutation.of(book, new Random(seed));

    assertThat(mutation.book()).as(mutation.what()).isNotEqualTo(book);
    assertThat(BookDiff.between(book, mutation.book()))
        .as(mutation.what())
        .anySatisfy(change -> assertThat(change.toString()).contains(mutation.name()));
  }
}
