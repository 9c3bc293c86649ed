package io.contacttriage.scoring.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadingPaceTest {
  private final List<Long> rests = new ArrayList<>();
  private long now = 100;

  @Test
  void eachRestIsAsLongAsTheStepBeforeIt() {
    LoadingPace pace = new LoadingPace(true, () -> now, this::sleep);

    now += 30;
    pace.rest();
    now += 7;
    pace.rest();

    assertThat(rests).containsExactly(30L, 7L);
  }

  @Test
  void whereNobodyScoresThereIsNoRest() {
    LoadingPace pace = new LoadingPace(false, () -> now, this::sleep);

    now += 30;
    pace.rest();

    assertThat(rests).isEmpty();
  }

  private void sleep(long nanos) {
    rests.add(nanos);
    now += nanos;
  }
}
