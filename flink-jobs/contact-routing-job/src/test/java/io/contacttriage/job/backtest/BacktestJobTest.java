package io.contacttriage.job.backtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.job.TestingBooks;
import io.contacttriage.job.TestingContacts;
import io.contacttriage.job.operators.PublishedBook;
import io.contacttriage.routing.AuditRecord;
import io.contacttriage.routing.AuditWriter;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.routing.backtest.BacktestCount;
import io.contacttriage.routing.backtest.BacktestReport;
import io.contacttriage.routing.backtest.BacktestTally;
import io.contacttriage.routing.policy.PolicyBookReader;
import io.contacttriage.routing.policy.PolicyEvaluator;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.scoring.Scores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The batch job on a cluster of its own, compared with one tally over everything. */
class BacktestJobTest {
  private static final PublishedBook LIVE = TestingBooks.sendingAllTo("blue", 1);
  private static final PublishedBook CANDIDATE = TestingBooks.sendingAllTo("green", 2);

  @TempDir private Path folder;

  @Test
  void theJobCountsWhatOneTallyCounts() throws Exception {
    List<AuditRecord> records = records(200);
    BacktestTally tally = new BacktestTally(evaluator(LIVE), evaluator(CANDIDATE));
    records.forEach(tally::add);

    BacktestReport report = run(file(records, ""), Instant.EPOCH, Instant.MAX);

    assertThat(report)
        .isEqualTo(
            new BacktestReport("testing/1", "testing/2", tally.counts(), tally.safetyMoves()));
    assertThat(report.contacts()).isEqualTo(200);
    assertThat(report.moves()).extracting(BacktestCount::candidate).containsExactly("green P3");
  }

  @Test
  @Timeout(300)
  void moreCountsAndSafetyMovesThanTheClientBuffersAllArrive() throws Exception {
    int contacts = 20_000;

    BacktestReport report = run(file(records(contacts, flagged()), ""), Instant.EPOCH, Instant.MAX);

    assertThat(report.contacts()).isEqualTo(contacts);
    assertThat(report.safetyMoves()).hasSize(contacts);
    assertThat(report.arrivedLive().get("blue")).hasSize(contacts);
  }

  @Test
  void onlyContactsOfTheWantedTimeAreCompared() throws Exception {
    List<AuditRecord> records = records(24);
    Instant first = records.get(0).contact().facts().receivedAt();

    BacktestReport report =
        run(file(records, ""), first.plus(Duration.ofHours(2)), first.plus(Duration.ofHours(5)));

    assertThat(report.contacts()).isEqualTo(3);
  }

  @Test
  void aLineThatIsNoRecordIsCountedWithItsPlace() throws Exception {
    BacktestReport report =
        run(file(records(2), "{\"schemaVersion\":9}\n\n"), Instant.EPOCH, Instant.MAX);

    assertThat(report.contacts()).isEqualTo(2);
    assertThat(report.of(BacktestCount.Kind.UNREADABLE))
        .singleElement()
        .satisfies(
            count ->
                assertThat(count.examples())
                    .containsExactly("byte 0: /schemaVersion: wanted 1, found 9"));
  }

  @Test
  void everyLineIsInExactlyOneRange() throws IOException {
    Path file = folder.resolve("lines");
    List<String> lines = List.of("a", "bb", "", "ccc", "ü", "last");
    Files.writeString(file, String.join("\n", lines));
    int bytes = (int) Files.size(file);

    for (int size = 1; size <= bytes; size++) {
      List<String> read = new ArrayList<>();
      for (int from = 0; from < bytes; from += size) {
        new HistoryRange(
                new org.apache.flink.core.fs.Path(file.toUri()), from, Math.min(bytes, from + size))
            .read((at, line) -> read.add(new String(line, UTF_8)));
      }
      assertThat(read).as("ranges of " + size).containsExactly("a", "bb", "ccc", "ü", "last");
    }
  }

  private static BacktestReport run(Path history, Instant from, Instant to) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(2, BacktestJob.settings());
    return BacktestJob.run(
        env, BacktestInput.of(history.toUri().toString(), LIVE.json(), CANDIDATE.json(), from, to));
  }

  /** One contact an hour. */
  private static List<AuditRecord> records(int count) {
    return records(count, TestingContacts.calmQuestion());
  }

  private static List<AuditRecord> records(int count, Scores scores) {
    List<AuditRecord> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ScoredContact contact =
          new ScoredContact(
              TestingContacts.facts(
                  "c" + i, "customer", TestingContacts.NOON.plus(Duration.ofHours(i))),
              scores,
              null,
              null);
      records.add(AuditRecord.scored(contact, RoutingMemory.NONE, Set.of()));
    }
    return records;
  }

  private static Scores flagged() {
    Scores calm = TestingContacts.calmQuestion();
    boolean[] flagged = calm.flagged().clone();
    flagged[HarmLabel.SELF_HARM.ordinal()] = true;
    return new Scores(
        calm.topics(),
        calm.urgencies(),
        calm.harms(),
        flagged,
        calm.language(),
        calm.languageConfidence(),
        calm.tier(),
        calm.model());
  }

  private Path file(List<AuditRecord> records, String first) throws IOException {
    StringBuilder lines = new StringBuilder(first);
    records.forEach(
        record -> lines.append(new String(new AuditWriter().write(record), UTF_8)).append('\n'));
    return Files.writeString(folder.resolve("history.jsonl"), lines);
  }

  private static PolicyEvaluator evaluator(PublishedBook book) {
    return PolicyEvaluator.compile(PolicyBookReader.readJson(book.json()).orThrow());
  }
}
