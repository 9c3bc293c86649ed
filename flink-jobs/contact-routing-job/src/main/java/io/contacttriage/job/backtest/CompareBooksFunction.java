package io.contacttriage.job.backtest;

import io.contacttriage.routing.AuditReader;
import io.contacttriage.routing.AuditRecord;
import io.contacttriage.routing.backtest.BacktestCount;
import io.contacttriage.routing.backtest.BacktestTally;
import io.contacttriage.routing.backtest.SafetyMove;
import io.contacttriage.routing.policy.PolicyBookReader;
import io.contacttriage.routing.policy.PolicyEvaluator;
import java.io.IOException;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** A range of the history becomes what is counted in it. */
final class CompareBooksFunction extends ProcessFunction<Long, BacktestCount> {
  static final OutputTag<SafetyMove> SAFETY_MOVES =
      new OutputTag<>("safety-moves", TypeInformation.of(SafetyMove.class));

  private final BacktestInput input;
  private transient PolicyEvaluator live;
  private transient PolicyEvaluator candidate;

  CompareBooksFunction(BacktestInput input) {
    this.input = input;
  }

  @Override
  public void open(OpenContext context) {
    live = compiled(input.live());
    candidate = compiled(input.candidate());
  }

  /**
   * Reads one range.
   *
   * @param range its number, from 0
   */
  @Override
  public void processElement(Long range, Context context, Collector<BacktestCount> out)
      throws IOException {
    BacktestTally tally = new BacktestTally(live, candidate);
    AuditReader reader = new AuditReader();
    new HistoryRange(new Path(input.history()), input.startOf(range), input.startOf(range + 1))
        .read((at, line) -> tally(tally, reader, at, line));
    tally.counts().forEach(out::collect);
    tally.safetyMoves().forEach(move -> context.output(SAFETY_MOVES, move));
  }

  private void tally(BacktestTally tally, AuditReader reader, long at, byte[] line) {
    AuditRecord record;
    try {
      record = reader.read(line);
    } catch (IllegalArgumentException unreadable) {
      tally.unreadable("byte " + at + ": " + unreadable.getMessage());
      return;
    }
    Instant receivedAt = record.contact().facts().receivedAt();
    if (!receivedAt.isBefore(input.from()) && receivedAt.isBefore(input.to())) {
      tally.add(record);
    }
  }

  private static PolicyEvaluator compiled(byte[] book) {
    return PolicyEvaluator.compile(PolicyBookReader.readJson(book));
  }
}
