package io.contacttriage.cli.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.cli.tools.LineReader.Line;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {
  private static final int LIMIT = 100_000;

  @Test
  void givesEachLineWithItsNumber() throws IOException {
    LineReader reader = reader("one\ntwo\r\n\nfour");

    List<Line> lines = all(reader);

    assertThat(lines).extracting(Line::number).containsExactly(1L, 2L, 3L, 4L);
    assertThat(lines).extracting(LineReaderTest::text).containsExactly("one", "two", "", "four");
    assertThat(reader.next(10)).isEmpty();
  }

  @Test
  void anEndOfLineAtTheEndMakesNoLineOfItsOwn() throws IOException {
    assertThat(reader("one\n").next(10)).hasSize(1);
    assertThat(reader("").next(10)).isEmpty();
  }

  @Test
  void takesNoMoreThanItIsAskedFor() throws IOException {
    LineReader reader = reader("a\nb\nc\n");

    assertThat(reader.next(2)).extracting(LineReaderTest::text).containsExactly("a", "b");
    assertThat(reader.next(2)).extracting(LineReaderTest::text).containsExactly("c");
  }

  @Test
  void aLineOverTheLimitIsSkippedAndTheNextIsRead() throws IOException {
    LineReader reader = reader("x".repeat(3 * LIMIT) + "\nafter\n" + "y".repeat(LIMIT + 1));

    List<Line> lines = all(reader);

    assertThat(lines).extracting(Line::isTooLong).containsExactly(true, false, true);
    assertThat(lines).extracting(Line::number).containsExactly(1L, 2L, 3L);
    assertThat(text(lines.get(1))).isEqualTo("after");
  }

  @Test
  void aLineThatFillsManyBuffersComesWhole() throws IOException {
    String line = "z".repeat(LIMIT);

    assertThat(all(reader(line + "\n" + line)))
        .extracting(LineReaderTest::text)
        .containsExactly(line, line);
  }

  @Test
  void doesNotWaitForMoreWhenItHasALineToGive() throws IOException {
    InputStream hesitating = new Hesitating("first\nsecond\nhalf", " a line\n");
    LineReader reader = new LineReader(hesitating, LIMIT);

    assertThat(reader.next(10)).extracting(LineReaderTest::text).containsExactly("first", "second");
    assertThat(reader.next(10)).extracting(LineReaderTest::text).containsExactly("half a line");
  }

  private static List<Line> all(LineReader reader) throws IOException {
    List<Line> all = new ArrayList<>();
    for (List<Line> batch = reader.next(10); !batch.isEmpty(); batch = reader.next(10)) {
      all.addAll(batch);
    }
    return all;
  }

  private static LineReader reader(String text) {
    return new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), LIMIT);
  }

  private static String text(Line line) {
    return line.isTooLong() ? null : new String(line.bytes(), StandardCharsets.UTF_8);
  }

  /** Gives one part at a time and says that nothing is there until it is waited for. */
  private static final class Hesitating extends InputStream {
    private final List<byte[]> parts = new ArrayList<>();

    private Hesitating(String... parts) {
      for (String part : parts) {
        this.parts.add(part.getBytes(StandardCharsets.UTF_8));
      }
    }

    @Override
    public int available() {
      return 0;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("read by the buffer");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (parts.isEmpty()) {
        return -1;
      }
      byte[] part = parts.remove(0);
      System.arraycopy(part, 0, buffer, offset, part.length);
      return part.length;
    }
  }
}
