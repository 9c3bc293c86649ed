package io.contacttriage.benchmarks;

import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.contact.Channel;
import io.contacttriage.contact.Contact;
import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.ScoringException;
import io.contacttriage.scoring.bundle.BundleRelease;
import io.contacttriage.scoring.onnx.ScoringTier;
import io.contacttriage.text.PreparedContact;
import io.contacttriage.text.TextRoom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The scoring room on one core: time per contact. One contact in seven is about harm or nearly so,
 * as in the sample stream, so that the cascade asks its deep network for some.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ScoringBenchmark {
  static final String DEEP = "deep";
  static final String ALL = "all";

  private static final int BATCH = 32;

  @Param({"fast", "deep", "cascade"})
  public String tier;

  /** Length of each text. */
  @Param({"8", "32", "128", "256"})
  public int pieces;

  private final List<PreparedContact> batch = new ArrayList<>();
  private ContactScorer scorer;
  private int turn;

  /** How many of the contacts had the deep network's answer. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Tiers {
    public long deep;
    public long all;
  }

  @Setup
  public void open() throws Exception {
    scorer =
        ScoringTier.valueOf(tier.toUpperCase(java.util.Locale.ROOT))
            .open(BundleRelease.loadActive(ProjectFolder.resolve("models/bundles")));
    TextRoom room = new TextRoom();
    Instant now = Instant.parse("2026-11-18T12:00:00Z");
    for (String text : TextsByLength.of(pieces, BATCH, scorer.tokenizer())) {
      Contact contact =
          new Contact(
              "c1", null, "u1", Channel.CHAT, null, null, now, null, text, null, null, null, null);
      batch.add(room.prepare(contact, scorer.tokenizer()));
    }
  }

  @TearDown
  public void close() {
    scorer.close();
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public List<Scores> inBatches(Tiers tiers) throws ScoringException {
    return counted(scorer.score(batch), tiers);
  }

  /** The alternative that loses: one record, one call. */
  @Benchmark
  public List<Scores> oneByOne(Tiers tiers) throws ScoringException {
    turn = (turn + 1) % BATCH;
    return counted(scorer.score(List.of(batch.get(turn))), tiers);
  }

  private static List<Scores> counted(List<Scores> scores, Tiers tiers) {
    for (Scores each : scores) {
      tiers.all++;
      tiers.deep += each.tier().equals(DEEP) ? 1 : 0;
    }
    return scores;
  }
}
