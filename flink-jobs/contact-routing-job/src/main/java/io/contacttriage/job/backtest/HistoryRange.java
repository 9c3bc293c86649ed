package io.contacttriage.job.backtest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;

/**
 * The lines of a history that begin within a range of its bytes, so that subtasks can share one
 * file on any file system that Flink knows.
 */
final class HistoryRange {
  private static final int READ_BYTES = 1 << 16;

  private final Path file;
  private final long from;
  private final long to;

  /**
   * A range.
   *
   * @param from first byte
   * @param to the byte behind the last one
   */
  HistoryRange(Path file, long from, long to) {
    this.file = file;
    this.from = from;
    this.to = to;
  }

  /** What happens to a line. */
  interface Lines {
    /**
     * Takes one line.
     *
     * @param at the byte at which it begins
     * @param line without its end
     */
    void line(long at, byte[] line) throws IOException;
  }

  /** Hands over each line that is not blank. */
  void read(Lines lines) throws IOException {
    try (FSDataInputStream in = file.getFileSystem().open(file)) {
      // A line that began before the range belongs to the range before, also when it ends there.
      long at = Math.max(0, from - 1);
      in.seek(at);
      boolean within = from == 0;
      long began = at;
      byte[] buffer = new byte[READ_BYTES];
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        int start = 0;
        for (int i = 0; i < count; i++) {
          if (buffer[i] != '\n') {
            continue;
          }
          if (within) {
            line.write(buffer, start, i - start);
            hand(began, line, lines);
          }
          within = true;
          start = i + 1;
          began = at + start;
          if (began >= to) {
            return;
          }
        }
        if (within) {
          line.write(buffer, start, count - start);
        }
        at += count;
      }
      hand(began, line, lines);
    }
  }

  private static void hand(long began, ByteArrayOutputStream line, Lines lines) throws IOException {
    byte[] bytes = line.toByteArray();
    line.reset();
    if (!isBlank(bytes)) {
      lines.line(began, bytes);
    }
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
