package io.contacttriage;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the fuzzer once found, see {@code flink-jobs/fuzz}: a folder of inputs for each target. */
class FuzzFindingsTest {
  private static final Path FINDINGS = Path.of("src/test/resources/fuzz");

  @TestFactory
  List<DynamicTest> aFindingIsNotFoundAgain() throws IOException {
    try (Stream<Path> inputs = Files.walk(FINDINGS)) {
      return inputs
          .filter(Files::isRegularFile)
          .sorted()
          .map(
              input ->
                  DynamicTest.dynamicTest(
                      FINDINGS.relativize(input).toString(),
                      () ->
                          assertThatCode(() -> run(input.getParent().getFileName(), input))
                              .doesNotThrowAnyException()))
          .toList();
    }
  }

  private static void run(Path target, Path input) throws Throwable {
    MethodHandle fuzzed =
        MethodHandles.lookup()
            .findStatic(
                Class.forName("io.contacttriage." + target),
                "fuzzerTestOneInput",
                MethodType.methodType(void.class, byte[].class));
    fuzzed.invoke(Files.readAllBytes(input));
  }
}
