package io.contacttriage.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyedHashTest {
  private static final String SECRET = "of-the-tests-0123456789-abcdefgh";

  private final KeyedHash hash = new KeyedHash(SECRET);

  /** Computed with {@code openssl dgst -sha256 -hmac}. */
  @Test
  void theSealIsOneThatOthersCanCompute() {
    assertThat(hash.seal("u-7"))
        .isEqualTo("b8659c67f91cbfeaa6a00cc7d27186029e5dbbc71ba822f8c4aa1d7282b885cd");
  }

  /** Computed with {@code sha256sum}, {@code openssl dgst -sha256 -hmac}, {@code basenc}. */
  @Test
  void thePseudonymIsOneThatOthersCanComputeAndNamesItsKey() {
    assertThat(hash.keyName()).isEqualTo("3ec73a99");
    assertThat(hash.pseudonym("c-17")).isEqualTo("3ec73a99:pODCsADa4LFyM8IKJli3lA");
  }

  @Test
  void eachIdAndEachKeyGivesAnotherPseudonym() {
    Set<String> seen = new HashSet<>();
    KeyedHash other = new KeyedHash(SECRET + "1");
    for (int i = 0; i < 1_000; i++) {
      seen.add(hash.pseudonym("c-" + i));
      seen.add(other.pseudonym("c-" + i));
    }

    assertThat(seen)
        .hasSize(2_000)
        .allSatisfy(name -> assertThat(name).matches(KeyedHash.PSEUDONYM));
  }

  @Test
  void theSecretIsInNoMessage() {
    assertThat(hash).hasToString("KeyedHash[key 3ec73a99]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KeyedHash("too-short-a-secret"))
        .withMessage("must have at least 32 characters, found 18");
  }
}
