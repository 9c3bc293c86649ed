package io.contacttriage.routing.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StableShareTest {
  private static final int KEYS = 20_000;

  @Test
  void aShareIsAsLargeAsItSays() {
    for (double share : new double[] {0.01, 0.1, 0.5}) {
      assertThat(included("shipped", share).size() / (double) KEYS).isCloseTo(share, within(0.01));
    }
    assertThat(included("shipped", 0)).isEmpty();
    assertThat(included("shipped", 1)).hasSize(KEYS);
  }

  @Test
  void aLargerShareKeepsEverybodyOfASmallerOne() {
    assertThat(included("shipped", 0.25)).containsAll(included("shipped", 0.1));
  }

  @Test
  void anotherSaltPicksOthers() {
    List<Integer> both =
        included("shipped", 0.1).stream().filter(included("other", 0.1)::contains).toList();

    assertThat(both.size() / (double) KEYS).isCloseTo(0.01, within(0.005));
  }

  @Test
  void aKeyHasItsPlaceForEver() {
    // Worked out with another SHA-256: a change would move people between books in the middle of a
    // launch.
    assertThat(included("shipped", 0.0005))
        .containsExactly(53, 2047, 12407, 12741, 15710, 16439, 18757);
  }

  private static List<Integer> included(String salt, double share) {
    return IntStream.range(0, KEYS)
        .filter(key -> StableShare.includes(salt, "customer-" + key, share))
        .boxed()
        .toList();
  }
}
