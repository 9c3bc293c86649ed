package io.contacttriage.scoring.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.scoring.ModelVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalsTest {
  private static final ModelVersion BAD = new ModelVersion("tiny", "1.0.1");
  private static final ModelVersion OTHER = new ModelVersion("tiny", "1.0.2");

  private static final String NOBODY_SCORES = "No bundle is in use.";
  private static final String BAD_STAYS = BAD + " stays.";

  private final Refusals refusals = new Refusals();

  @Test
  void eachCauseIsToldOnceUntilSomethingSucceeds() {
    assertThat(refusals.tell(new IOException("disk"), NOBODY_SCORES)).isTrue();
    assertThat(refusals.tell(new IOException("disk"), NOBODY_SCORES)).isFalse();
    assertThat(refusals.tell(new IOException("net"), BAD_STAYS)).isTrue();
    assertThat(refusals.tell(new IOException("disk"), BAD_STAYS)).isFalse();

    refusals.clear();

    assertThat(refusals.tell(new IOException("disk"), NOBODY_SCORES)).isTrue();
  }

  @Test
  void triesOfARefusedBundleBecomeRarerButNeverEnd() {
    List<Integer> tries = new ArrayList<>();
    for (int poll = 0; poll < 130; poll++) {
      if (refusals.mayTry(BAD)) {
        tries.add(poll);
        refusals.putOff(BAD);
      }
    }

    assertThat(tries).containsExactly(0, 2, 6, 14, 30, 62, 94, 126);
  }

  @Test
  void anotherBundleIsTriedAtOnceAndTheFirstOneThenAgain() {
    refusals.putOff(BAD);
    assertThat(refusals.mayTry(BAD)).isFalse();

    assertThat(refusals.mayTry(OTHER)).isTrue();
    assertThat(refusals.mayTry(BAD)).isTrue();
  }
}
