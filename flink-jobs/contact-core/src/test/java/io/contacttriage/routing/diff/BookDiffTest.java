package io.contacttriage.routing.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyBookReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is said of changes to the shipped book. */
class BookDiffTest {
  private static final Path SHIPPED = Path.of("../../config/policies").toAbsolutePath();
  private static final String PAYMENTS = "policies/payments-and-unauthorised-transactions.yaml";

  @Test
  void theShippedBookIsWhatItIs() throws IOException {
    assertThat(changes(Map.of())).isEmpty();
  }

  @Test
  void anotherQueueAndPriorityAreSaidInOneSentence() throws IOException {
    assertThat(
            changed(
                PAYMENTS,
                "{queue: payments-disputes, priority: P2, respondWithin: 8h, skills: [payment-disputes]}",
                "{queue: payments, priority: P3, respondWithin: 24h}"))
        .containsExactly(
            "rule refund sends contacts to payments, P3, instead of payments-disputes, P2",
            "rule refund has contacts answered within 1d instead of 8h",
            "rule refund no longer asks for skill payment-disputes");
  }

  @Test
  void aMovedLimitIsSaidWithItsScore() throws IOException {
    assertThat(changed(PAYMENTS, "topics.refund_dispute >= 0.2", "topics.refund_dispute >= 0.35"))
        .containsExactly(
            "rule payment-inside-another-matter asks for topics.refund_dispute >= 0.35 instead of"
                + " 0.2");
  }

  @Test
  void anotherConditionIsSaidWhole() throws IOException {
    assertThat(changed(PAYMENTS, "when: topic == 'payment_billing'\n", "when: topic == 'other'\n"))
        .containsExactly(
            "rule billing-question applies where topic == 'other', instead of where topic =="
                + " 'payment_billing'");
  }

  @Test
  void aConditionInAnotherLayoutIsNoOtherCondition() throws IOException {
    assertThat(
            changed(
                PAYMENTS, "when: topic == 'payment_billing'\n", "when: topic=='payment_billing'\n"))
        .containsExactly("rule billing-question asks the same in another layout");
  }

  @Test
  void aQueueThatLosesItsTrainingIsNamed() throws IOException {
    assertThat(
            changed(
                "book.yaml",
                "may meet anything.\n    exposure: severe",
                "may meet anything.\n    exposure: mild"))
        .containsExactly("queue translation-desk may no longer receive severe exposure, only mild");
  }

  @Test
  void aClockThatRunsLongerIsNamed() throws IOException {
    assertThat(changed("book.yaml", "due: {businessDays: 15}", "due: {businessDays: 20}"))
        .containsExactly(
            "clock psd2-complaint runs for 20 business days of calendar eea instead of 15 business"
                + " days of calendar eea");
  }

  @Test
  void aHolidayIsNamedOnceHoweverManyClocksCountIt() throws IOException {
    assertThat(changed("book.yaml", "      - 2027-12-26\n", "      - 2027-12-27\n"))
        .containsExactly(
            "calendar eea has a holiday on 2027-12-27",
            "calendar eea no longer has a holiday on 2027-12-26");
  }

  @Test
  void aPolicyThatIsTriedEarlierIsNamedWithThoseItPassed() throws IOException {
    assertThat(
            changed(
                "book.yaml",
                "  - technical-issues.yaml\n  - feedback.yaml\n",
                "  - feedback.yaml\n  - technical-issues.yaml\n"))
        .singleElement()
        .asString()
        .contains("feedback", "technical-issues", "is now tried");
  }

  @Test
  void aRuleThatGoesIsNamedWithWhatItDid() throws IOException {
    assertThat(
            changed(
                PAYMENTS,
                """
                  - id: refund-question
                    when: topic == 'refund_dispute'
                    route: {queue: payments-disputes, priority: P3, respondWithin: 24h}
                """,
                ""))
        .containsExactly(
            "rule refund-question is gone: where topic == 'refund_dispute', contacts go to"
                + " payments-disputes, P3, a person answers within 1d");
  }

  private static List<String> changed(String file, String text, String replacement)
      throws IOException {
    String before = Files.readString(SHIPPED.resolve(file));
    assertThat(before).contains(text);
    return changes(Map.of(file, before.replace(text, replacement)));
  }

  private static List<String> changes(Map<String, String> replaced) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(SHIPPED)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(SHIPPED.relativize(path).toString(), Files.readAllBytes(path));
      }
    }
    PolicyBook was = PolicyBookReader.readFiles(files).orThrow();
    replaced.forEach((file, text) -> files.put(file, text.getBytes(StandardCharsets.UTF_8)));
    return BookDiff.between(was, PolicyBookReader.readFiles(files).orThrow()).stream()
        .map(BookChange::toString)
        .toList();
  }
}
