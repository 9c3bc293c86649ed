package io.contacttriage.job.backtest;

import java.io.IOException;
import java.io.Serializable;
import java.time.Instant;
import org.apache.flink.core.fs.Path;

/**
 * What a backtest compares.
 *
 * @param history path or URI of a file of audit records, one a line, on any Flink file system
 * @param bytes length of that file
 * @param live snapshot of the live book
 * @param candidate snapshot of the candidate
 * @param from contacts received from then on
 * @param to contacts received before
 */
public record BacktestInput(
    String history, long bytes, byte[] live, byte[] candidate, Instant from, Instant to)
    implements Serializable {
  /** Large enough that a range's counts are few beside its lines. */
  static final long RANGE_BYTES = 32L << 20;

  /**
   * Looks up the file's length.
   *
   * @throws IOException when there is no such file
   */
  public static BacktestInput of(
      String history, byte[] live, byte[] candidate, Instant from, Instant to) throws IOException {
    Path path = new Path(history);
    long bytes = path.getFileSystem().getFileStatus(path).getLen();
    return new BacktestInput(history, bytes, live, candidate, from, to);
  }

  long ranges() {
    return Math.max(1, (bytes + RANGE_BYTES - 1) / RANGE_BYTES);
  }

  /** First byte of a range; the one behind the last range is the end of the file. */
  long startOf(long range) {
    return Math.min(bytes, range * RANGE_BYTES);
  }
}
