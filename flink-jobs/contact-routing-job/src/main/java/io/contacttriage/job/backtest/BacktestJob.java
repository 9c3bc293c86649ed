package io.contacttriage.job.backtest;

import io.contacttriage.routing.backtest.BacktestCount;
import io.contacttriage.routing.backtest.BacktestReport;
import io.contacttriage.routing.policy.PolicyBookReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The backtest, as it is drawn:
 *
 * <pre>
 *  ranges of the history ─▶ compare both books ═▶ sum ─▶ counts
 *                                   │      key by what is counted
 *                                   └─────▶ safety moves
 * </pre>
 *
 * The comparison decides by the live job's own rules. Batch mode: each sum is emitted once, at the
 * end.
 */
public final class BacktestJob {
  private static final String NAME = "policy-backtest";

  private BacktestJob() {}

  /** Settings of Flink that the job needs. */
  public static Configuration settings() {
    Configuration flink = new Configuration();
    flink.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    flink.set(PipelineOptions.OBJECT_REUSE, true);
    return flink;
  }

  /**
   * Runs the backtest and waits for it.
   *
   * @param env made with {@link #settings()}
   */
  public static BacktestReport run(StreamExecutionEnvironment env, BacktestInput input)
      throws Exception {
    var compared =
        env.fromSequence(0, input.ranges() - 1)
            .name("ranges of the history")
            .process(new CompareBooksFunction(input))
            .returns(TypeInformation.of(BacktestCount.class))
            .name("compare both books");
    var counts =
        compared.keyBy(BacktestCount::key).reduce(BacktestCount::plus).name("sum").collectAsync();
    var safetyMoves = compared.getSideOutput(CompareBooksFunction.SAFETY_MOVES).collectAsync();
    JobClient job = env.executeAsync(NAME);
    // At once: a stream that nobody reads holds up the job, and with it the other's end.
    var readMoves = CompletableFuture.supplyAsync(() -> all(safetyMoves));
    var readCounts = all(counts);
    job.getJobExecutionResult().get();
    return new BacktestReport(
        versionOf(input.live()), versionOf(input.candidate()), readCounts, readMoves.get());
  }

  private static String versionOf(byte[] book) {
    return PolicyBookReader.readJson(book).orThrow().versionId();
  }

  private static <T> List<T> all(Iterator<T> stream) {
    List<T> all = new ArrayList<>();
    stream.forEachRemaining(all::add);
    return all;
  }
}
