package io.contacttriage.benchmarks;

import static io.contacttriage.benchmarks.TestingSeen.START;
import static io.contacttriage.benchmarks.TestingSeen.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.benchmarks.report.LinePlot.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BySecondTest {
  @Test
  void aContactBelongsToTheSecondOfItsTurnNotToThatOfItsRoute() {
    List<BySecond> seconds =
        BySecond.of(List.of(seen("b", 3000, 7, "m"), seen("a", 999, 2000, "m")));

    assertThat(seconds)
        .extracting(BySecond::second)
        .containsExactly(START / 1000, START / 1000 + 3);
    assertThat(seconds.get(0).latencies().most()).isEqualTo(2000);
    assertThat(BySecond.points(seconds, Latencies::p50))
        .containsExactly(new Point(0, 2000), new Point(3, 7));
  }

  @Test
  void percentilesAreThoseOfTheSecondWhateverTheOrder() {
    List<RouteWatcher.Seen> routes = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      routes.add(seen("early-" + i, i, i, "m"));
      routes.add(seen("late-" + i, 1000 + i, 10L * i, "m"));
    }
    Collections.shuffle(routes, new Random(1));

    List<BySecond> seconds = BySecond.of(routes);

    assertThat(seconds.get(0).latencies()).isEqualTo(new Latencies(100, 50, 99, 100, 100));
    assertThat(seconds.get(1).latencies()).isEqualTo(new Latencies(100, 500, 990, 1000, 1000));
  }

  @Test
  void aLatencyOfNothingIsDrawnAsAMillisecond() {
    assertThat(BySecond.points(BySecond.of(List.of(seen("a", 0, 0, "m"))), Latencies::p99))
        .containsExactly(new Point(0, 1));
  }
}
