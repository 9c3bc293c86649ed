package io.contacttriage.benchmarks;

import static io.contacttriage.benchmarks.TestingSeen.START;
import static io.contacttriage.benchmarks.TestingSeen.seen;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SwapFiguresTest {
  private static final Change SWAP = new Change(Change.Kind.MODEL, START + 2500, START + 2600);
  private static final Change PUBLISH = new Change(Change.Kind.POLICY, START + 9000, START + 9001);

  @Test
  void theSecondsOfAChangeAndOfItsAftermathAreHeldAgainstTheOthers() {
    SwapFigures figures =
        SwapFigures.of(
            List.of(
                seen("before", 1999, 10, "m"),
                seen("same second", 2000, 20, "m"),
                seen("aftermath", 3599, 30, "m"),
                seen("end of its second", 3999, 40, "m"),
                seen("after", 4000, 10, "m"),
                seen("publish", 9500, 5, "m")),
            List.of(SWAP, PUBLISH));

    assertThat(figures.steady().contacts()).isEqualTo(2);
    assertThat(figures.changing().get(Change.Kind.MODEL).contacts()).isEqualTo(3);
    assertThat(figures.changing().get(Change.Kind.POLICY).contacts()).isEqualTo(1);
    assertThat(figures.ratio(Change.Kind.MODEL)).isEqualTo(4);
    assertThat(figures.ratio(Change.Kind.POLICY)).isEqualTo(0.5);
  }

  @Test
  void eachIdThatWasSentMustBeDecidedOnceByOneModel() {
    Set<String> sent = Set.of("a", "b");

    assertThat(Completeness.of(sent, List.of(seen("a", 0, 1, "m/1"), seen("b", 0, 1, "m/2"))))
        .returns(true, Completeness::holds)
        .hasToString(
            "2 ids sent, 2 ids decided: 0 lost, 0 unknown, 0 decided more than once. Each decision"
                + " names one model; 0 contacts were decided by two. Decisions by model: {m/1=1,"
                + " m/2=1}.");
    assertThat(Completeness.of(sent, List.of(seen("a", 0, 1, "m/1"))))
        .returns(1, Completeness::lost)
        .returns(false, Completeness::holds);
    assertThat(
            Completeness.of(
                sent,
                List.of(seen("a", 0, 1, "m/1"), seen("b", 0, 1, "m/1"), seen("c", 0, 1, "m/1"))))
        .returns(1, Completeness::unknown)
        .returns(false, Completeness::holds);
    assertThat(
            Completeness.of(
                sent,
                List.of(seen("a", 0, 1, "m/1"), seen("b", 0, 1, "m/1"), seen("b", 0, 1, "m/1"))))
        .returns(1, Completeness::twice)
        .returns(0, Completeness::byTwoModels)
        .returns(false, Completeness::holds);
    assertThat(
            Completeness.of(
                sent,
                List.of(seen("a", 0, 1, "m/1"), seen("b", 0, 1, "m/1"), seen("b", 0, 1, "m/2"))))
        .returns(1, Completeness::byTwoModels);
  }
}
