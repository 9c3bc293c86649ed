package io.contacttriage.cli.tools;

import io.contacttriage.cli.tools.LineReader.Line;
import io.contacttriage.contact.Contact;
import io.contacttriage.contact.ReadResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * One line out for each line in, in the same order. Reads as far as there is input, so that a
 * person who types gets each answer at once and a file is worked on in parallel batches; holds one
 * batch.
 */
final class LinePipeline {
  private static final int BATCH_LINES = 512;
  private static final int CHUNK_LINES = 32;

  private final LineReader lines;
  private final PrintWriter out;
  private final Progress progress;
  private final TextLineReader reader;

  LinePipeline(InputStream in, PrintWriter out, Progress progress, InstantSource clock) {
    this.lines = new LineReader(in, TextLineReader.MAX_LINE_BYTES);
    this.out = out;
    this.progress = progress;
    this.reader = new TextLineReader(clock);
  }

  /** What happens to some lines; called by several threads at once. */
  interface Answers {
    /**
     * Answers some contacts.
     *
     * @param contacts one for each line that holds one
     * @return one line of JSON for each contact, in the same order
     */
    List<String> of(List<Contact> contacts);
  }

  /** What came of a run. */
  record Tally(long lines, long bad) {
    /** 1 when there were bad lines, which are told of as well. */
    int exitCode(PrintWriter err) {
      if (bad > 0) {
        err.println(bad + " of " + lines + " lines could not be read");
      }
      return bad > 0 ? 1 : 0;
    }
  }

  private record Answered(String text, int bad) {}

  /** Runs until the input ends or nobody reads the output any more. */
  Tally run(Answers answers) throws IOException {
    long count = 0;
    long bad = 0;
    for (List<Line> batch = lines.next(BATCH_LINES);
        !batch.isEmpty();
        batch = lines.next(BATCH_LINES)) {
      List<Answered> answered =
          chunks(batch).parallelStream().map(chunk -> answer(chunk, answers)).toList();
      for (Answered chunk : answered) {
        out.print(chunk.text());
        bad += chunk.bad();
      }
      count += batch.size();
      // Flushes, and tells of a closed pipe.
      if (out.checkError()) {
        break;
      }
      progress.update(count, "lines");
    }
    progress.end();
    return new Tally(count, bad);
  }

  private Answered answer(List<Line> chunk, Answers answers) {
    List<ReadResult> read =
        chunk.stream().filter(line -> !line.isBlank()).map(reader::read).toList();
    List<Contact> contacts =
        read.stream().filter(ReadResult::isContact).map(ReadResult::contact).toList();
    List<String> good = answers.of(contacts);
    StringBuilder text = new StringBuilder();
    int next = 0;
    for (ReadResult result : read) {
      text.append(result.isContact() ? good.get(next++) : LineError.json(result.rejected()));
      text.append('\n');
    }
    return new Answered(text.toString(), read.size() - contacts.size());
  }

  private static List<List<Line>> chunks(List<Line> batch) {
    List<List<Line>> chunks = new ArrayList<>();
    for (int i = 0; i < batch.size(); i += CHUNK_LINES) {
      chunks.add(batch.subList(i, Math.min(i + CHUNK_LINES, batch.size())));
    }
    return chunks;
  }
}
