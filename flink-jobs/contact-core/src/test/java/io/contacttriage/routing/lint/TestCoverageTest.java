package io.contacttriage.routing.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.routing.TestingSchemas;
import io.contacttriage.routing.lint.CoverageReport.Gap;
import io.contacttriage.routing.lint.CoverageReport.SuggestedTest;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyBookReader;
import io.contacttriage.routing.policy.PolicyTests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TestCoverageTest {
  private static final Path SMALL = Path.of("src/test/resources/broken-books/base");

  @Test
  void rulesAndSidesThatNoTestReachesAreNamed() {
    CoverageReport report = TestCoverage.of(PolicyBookReader.readDirectory(SMALL).orThrow());

    assertThat(report.rules()).isEqualTo(11);
    assertThat(report.gaps())
        .contains(
            new Gap(
                "money/unauthorised", true, 4, List.of("urgency in ['high', 'critical'] fails")))
        .filteredOn(gap -> !gap.reached())
        .extracting(Gap::rule)
        .contains("rest/app", "rest/privacy", "safety/danger")
        .doesNotContain("money/urgent", "safety/danger-now");
  }

  @Test
  void sidesThatNoTestCanReachDoNotCount() throws IOException {
    Map<String, byte[]> files = files(SMALL);
    String money = text(files.get("policies/money.yaml"));
    String urgent = "topic in ['payment_billing', 'refund_dispute'] && urgency == 'high'";
    assertThat(money).contains(urgent);
    // Tests flag from 0.5 on: a flagged contact never fails the second comparison.
    money = money.replace(urgent, "flagged.scam && harm.scam >= 0.3");
    files.put("policies/money.yaml", money.getBytes(StandardCharsets.UTF_8));

    assertThat(TestCoverage.of(PolicyBookReader.readFiles(files).orThrow()).gaps())
        .filteredOn(gap -> gap.rule().equals("money/urgent"))
        .extracting(Gap::sides)
        .containsExactly(3);
  }

  @Test
  void theSuggestedTestsPassAndCloseEveryGapOfPlainRules() throws IOException {
    assertSuggestionsCloseGaps(SMALL, "rest/app");
  }

  @Test
  void theSuggestedTestsOfTheShippedBookPassAndCloseItsGaps() throws IOException {
    assertSuggestionsCloseGaps(TestingSchemas.CONFIG.resolve("policies"));
  }

  private static void assertSuggestionsCloseGaps(Path directory, String... stillOpen)
      throws IOException {
    Map<String, byte[]> files = files(directory);
    Map<String, String> fileByPolicy = new HashMap<>();
    files.forEach(
        (file, bytes) ->
            text(bytes)
                .lines()
                .filter(line -> line.startsWith("id: "))
                .forEach(line -> fileByPolicy.put(line.substring(4), file)));
    CoverageReport before = TestCoverage.of(PolicyBookReader.readFiles(files).orThrow());
    for (SuggestedTest test : before.suggested()) {
      files.merge(
          fileByPolicy.get(test.policy()),
          ("\n" + test.yaml() + "\n").getBytes(StandardCharsets.UTF_8),
          TestCoverageTest::joined);
    }

    PolicyBook book = PolicyBookReader.readFiles(files).orThrow();
    assertThat(before.suggested()).isNotEmpty();
    assertThat(PolicyTests.run(book).failed()).isEmpty();
    assertThat(TestCoverage.of(book).gaps()).extracting(Gap::rule).containsExactly(stillOpen);
  }

  private static Map<String, byte[]> files(Path directory) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(path);
        boolean policy = path.getParent().endsWith("policies") && !path.endsWith("book.yaml");
        files.put(
            directory.relativize(path).toString(),
            (policy && !text.contains("\ntests:") ? text + "\ntests:\n" : text)
                .getBytes(StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  private static byte[] joined(byte[] one, byte[] other) {
    return (text(one) + text(other)).getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
