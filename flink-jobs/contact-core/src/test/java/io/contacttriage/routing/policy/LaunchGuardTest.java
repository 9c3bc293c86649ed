package io.contacttriage.routing.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.routing.TestingSchemas;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LaunchGuardTest {
  @Test
  void aGuardIsReadWrittenAndReadAgain() throws Exception {
    PolicyBook book = read("guard: {queueShare: 0.05, safetyShare: 0}").orThrow();
    PolicyBook staged = book.published(8, "Ana", "a stage", Instant.EPOCH, 10);
    byte[] json = PolicyBookWriter.write(staged);

    assertThat(book.guard()).isEqualTo(new LaunchGuard(0.05, 0.0, null, 0.01));
    assertThat(PolicyBookReader.readJson(json).orThrow()).isEqualTo(staged);
    assertThat(staged.rolloutPercent()).isEqualTo(10);
    assertThat(TestingSchemas.violations("policy-book.schema.json", json)).isEmpty();
  }

  @Test
  void aBookWithoutAGuardHasNone() {
    assertThat(read("").orThrow().guard()).isNull();
    assertThat(read("").orThrow().rolloutPercent()).isZero();
  }

  @Test
  void aGuardThatGuardsNothingOrFailsIsNamed() {
    assertThat(read("guard: {falseAlarms: 0.1}").problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).startsWith("a guard needs one of"));
    assertThat(read("guard: {queueShare: 5}").problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("from 0 to 1, found 5"));
    assertThat(read("guard: {queueShare: 0.1, falseAlarms: 0}").problems()).hasSize(1);
    assertThat(read("guard: {queueShares: 0.1}").problems())
        .anySatisfy(problem -> assertThat(problem.hint()).contains("queueShare"));
    assertThat(read("rolloutPercent: 101").problems()).hasSize(1);
  }

  private static PolicyBookResult read(String more) {
    return PolicyBookReader.readFiles(
        TestingBooks.files(
            TestingBooks.BOOK + more + "\n", TestingBooks.SAFETY, TestingBooks.MONEY));
  }
}
