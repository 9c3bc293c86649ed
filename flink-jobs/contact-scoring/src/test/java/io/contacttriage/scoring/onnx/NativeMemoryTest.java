package io.contacttriage.scoring.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.scoring.bundle.BundleRelease;
import io.contacttriage.scoring.bundle.ModelBundle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the released bundle really takes, beside the bounds that {@link ScoringPlan} counts with.
 */
@EnabledOnOs(OS.LINUX)
class NativeMemoryTest {
  private static final int SLOTS = 2;

  @ParameterizedTest
  @ValueSource(strings = {"fast", "deep"})
  void theReleasedBundleTakesNoMoreThanIsPlanned(String tier) throws Exception {
    ModelBundle bundle = BundleRelease.loadActive(ReleasedBundleTest.bundlesRoot());
    ScoringPlan plan =
        ScoringPlan.of(
            new TaskManagerResources(SLOTS, SLOTS, OptionalLong.empty()),
            bundle.manifest().maxTokens(),
            Map.of(tier, (long) bundle.network(tier).length));

    List<Long> measured = measure(tier);

    System.out.printf(
        "%s: weights %d bytes, %d planned; runs %d bytes, %d planned%n",
        tier,
        measured.get(0),
        plan.weightBytes() + ScoringPlan.RUNTIME_BYTES,
        measured.get(1),
        plan.activationBytes());
    assertThat(measured.get(0))
        .isPositive()
        .isLessThan(plan.weightBytes() + ScoringPlan.RUNTIME_BYTES);
    assertThat(measured.get(1)).isPositive().isLessThan(plan.activationBytes());
  }

  private static List<Long> measure(String tier) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // The heap is in memory from the start, so that only native memory grows.
                "-Xms256m",
                "-Xmx256m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                NativeMemoryMain.class.getName(),
                ReleasedBundleTest.bundlesRoot().toString(),
                tier,
                Integer.toString(SLOTS))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed.lines().map(Long::parseLong).toList();
  }
}
