package io.contacttriage.cli.tools;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lines of a stream that may never end, as bytes, some at a time. Holds no more than one batch and
 * waits only when it has nothing to give.
 */
public final class LineReader {
  private static final int READ_BYTES = 64 << 10;

  private final InputStream in;
  private final int maxLineBytes;

  /** Unread bytes are those from {@code start} to {@code end}; no line end before {@code seen}. */
  private byte[] buffer = new byte[READ_BYTES];

  private int start;
  private int seen;
  private int end;
  private boolean ended;
  private boolean skipping;
  private long lines;

  public LineReader(InputStream in, int maxLineBytes) {
    this.in = in;
    this.maxLineBytes = maxLineBytes;
  }

  /**
   * One line without its end.
   *
   * @param number from 1
   * @param bytes null when the line is longer than the limit
   */
  public record Line(long number, byte[] bytes) {
    public boolean isTooLong() {
      return bytes == null;
    }

    public boolean isBlank() {
      if (bytes == null) {
        return false;
      }
      for (byte b : bytes) {
        if (b != ' ' && b != '\t' && b != '\r') {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * Waits for a line, then takes the lines that are there already.
   *
   * @param most lines to take
   * @return in order; empty at the end of the stream only
   */
  public List<Line> next(int most) throws IOException {
    List<Line> batch = new ArrayList<>();
    Line line = read(true);
    while (line != null) {
      batch.add(line);
      line = batch.size() < most ? read(false) : null;
    }
    return batch;
  }

  /** Whether the next line would have to be waited for. */
  boolean mustWait() throws IOException {
    return !findLineEnd(false);
  }

  private Line read(boolean wait) throws IOException {
    if (!findLineEnd(wait)) {
      return null;
    }
    if (start == end && ended && !skipping) {
      return null;
    }
    byte[] bytes = skipping || seen - start > maxLineBytes ? null : copy();
    skipping = false;
    start = Math.min(seen + 1, end);
    seen = start;
    return new Line(++lines, bytes);
  }

  private byte[] copy() {
    int last = seen > start && buffer[seen - 1] == '\r' ? seen - 1 : seen;
    return Arrays.copyOfRange(buffer, start, last);
  }

  /** Moves {@code seen} to the end of the first line; true also at the end of the stream. */
  private boolean findLineEnd(boolean wait) throws IOException {
    while (true) {
      while (seen < end) {
        if (buffer[seen] == '\n') {
          return true;
        }
        seen++;
      }
      if (ended) {
        return true;
      }
      if (end - start > maxLineBytes) {
        skipping = true;
        start = 0;
        seen = 0;
        end = 0;
      }
      if (!wait && in.available() <= 0) {
        return false;
      }
      fill();
    }
  }

  private void fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      seen -= start;
      end -= start;
      start = 0;
    }
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int count = in.read(buffer, end, buffer.length - end);
    if (count < 0) {
      ended = true;
    } else {
      end += count;
    }
  }
}
