package io.contacttriage.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ContactShareTest {
  private static final int CONTACTS = 5_000;

  /** By the rule in the documentation: {@code printf %s c-1 | sha256sum}, and so on. */
  @Test
  void whoIsInIsTheSameForEver() {
    assertThat(Stream.of("c-1", "c-2", "联系-3", "").map(ContactShareTest::smallestShareThatHolds))
        .containsExactly(4, 32, 9, 11);
  }

  @Property(tries = 20)
  void theShareIsNearItsPercentageForIdsOfEachKind(
      @ForAll @IntRange(min = 1, max = 100) int percent, @ForAll long seed) {
    ContactShare share = new ContactShare(percent);

    long counted = IntStream.range(0, CONTACTS).filter(i -> share.holds("c-" + (seed + i))).count();
    long random =
        IntStream.range(0, CONTACTS)
            .filter(i -> share.holds(new UUID(seed, seed * 31 + i).toString()))
            .count();

    // Six standard deviations at most.
    assertThat(100.0 * counted / CONTACTS).isCloseTo(percent, within(4.3));
    assertThat(100.0 * random / CONTACTS).isCloseTo(percent, within(4.3));
  }

  @Property(tries = 200)
  void aLargerShareHoldsAllOfASmallerOneAndTheWholeHoldsEverybody(
      @ForAll String contactId,
      @ForAll @IntRange(min = 1, max = 100) int one,
      @ForAll @IntRange(min = 1, max = 100) int other) {
    boolean inSmaller = new ContactShare(Math.min(one, other)).holds(contactId);
    boolean inLarger = new ContactShare(Math.max(one, other)).holds(contactId);

    assertThat(inLarger || !inSmaller).isTrue();
    assertThat(new ContactShare(100).holds(contactId)).isTrue();
  }

  @Test
  void whatIsNoPercentageIsRefused() {
    for (int percent : new int[] {0, -1, 101}) {
      assertThatThrownBy(() -> new ContactShare(percent))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Wanted a percentage from 1 to 100, found " + percent);
    }
  }

  private static int smallestShareThatHolds(String contactId) {
    return IntStream.rangeClosed(1, 100)
        .filter(percent -> new ContactShare(percent).holds(contactId))
        .findFirst()
        .orElseThrow();
  }
}
