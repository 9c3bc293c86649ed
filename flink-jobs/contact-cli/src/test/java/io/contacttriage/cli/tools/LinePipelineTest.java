package io.contacttriage.cli.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.contact.Contact;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class LinePipelineTest {
  @Test
  void answersComeInTheOrderOfTheLines() throws IOException {
    String[] lines = IntStream.range(0, 3000).mapToObj(i -> line("id" + i)).toArray(String[]::new);
    StringWriter out = new StringWriter();

    LinePipeline.Tally tally =
        pipeline(CommandRun.input(lines), new PrintWriter(out)).run(LinePipelineTest::ids);

    assertThat(tally).isEqualTo(new LinePipeline.Tally(3000, 0));
    assertThat(out.toString().lines())
        .containsExactlyElementsOf(IntStream.range(0, 3000).mapToObj(i -> "id" + i).toList());
  }

  @Test
  void anErrorStandsInThePlaceOfABadLineAndTheRunGoesOn() throws IOException {
    StringWriter out = new StringWriter();

    LinePipeline.Tally tally =
        pipeline(CommandRun.input(line("a"), "", "{bad", line("b")), new PrintWriter(out))
            .run(LinePipelineTest::ids);

    assertThat(tally).isEqualTo(new LinePipeline.Tally(4, 1));
    List<String> answers = out.toString().lines().toList();
    assertThat(answers).hasSize(3);
    assertThat(answers.get(0)).isEqualTo("a");
    assertThat(answers.get(1)).startsWith("{\"line\":3,\"error\":{\"cause\":\"not_json\",");
    assertThat(answers.get(2)).isEqualTo("b");
  }

  @Test
  void aLineIsAnsweredBeforeTheNextIsWritten() throws Exception {
    PipedOutputStream typed = new PipedOutputStream();
    PipedInputStream in = new PipedInputStream(typed);
    PipedWriter written = new PipedWriter();
    BufferedReader answers = new BufferedReader(new PipedReader(written));
    CompletableFuture<LinePipeline.Tally> run =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return pipeline(in, new PrintWriter(written)).run(LinePipelineTest::ids);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });

    for (String id : List.of("first", "second")) {
      typed.write((line(id) + "\n").getBytes(StandardCharsets.UTF_8));
      typed.flush();
      assertThat(answers.readLine()).isEqualTo(id);
    }
    typed.close();

    assertThat(run.get()).isEqualTo(new LinePipeline.Tally(2, 0));
  }

  @Test
  void endsQuietlyWhenNobodyReadsTheAnswers() throws IOException {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    LinePipeline.Tally tally =
        pipeline(
                new Endless(line("again") + "\n"),
                new PrintWriter(closed, false, StandardCharsets.UTF_8))
            .run(LinePipelineTest::ids);

    assertThat(tally.bad()).isZero();
  }

  private static LinePipeline pipeline(InputStream in, PrintWriter out) {
    InstantSource clock = InstantSource.system();
    Progress progress = new Progress(new PrintWriter(new StringWriter()), false, clock);
    return new LinePipeline(in, out, progress, clock);
  }

  private static List<String> ids(List<Contact> contacts) {
    return contacts.stream().map(Contact::contactId).toList();
  }

  private static String line(String id) {
    return "{\"id\":\"" + id + "\",\"text\":\"x\"}";
  }

  /** The same line for ever. */
  private static final class Endless extends InputStream {
    private final byte[] line;

    private Endless(String line) {
      this.line = line.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int available() {
      return line.length;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("read by the line");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      int count = Math.min(length, line.length);
      System.arraycopy(line, 0, buffer, offset, count);
      return count;
    }
  }
}
