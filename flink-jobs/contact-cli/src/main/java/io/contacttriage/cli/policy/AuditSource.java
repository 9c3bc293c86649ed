package io.contacttriage.cli.policy;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.live.TopicReader;
import io.contacttriage.cli.tools.LineReader;
import io.contacttriage.cli.tools.LineReader.Line;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Where a command reads audit records: a file, or the topic that the job writes. */
public final class AuditSource {
  private static final int MAX_LINE_BYTES = 1 << 20;
  private static final int BATCH_LINES = 512;

  @Option(names = "--history", paramLabel = "FILE", description = "Audit records, one a line")
  private Path history;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Kafka, instead of a file: all records of the audit topic")
  private String bootstrap;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      defaultValue = "audit",
      description = "${DEFAULT-VALUE} when absent")
  private String topic;

  /** What happens to a record. */
  public interface Records {
    /**
     * Takes one record.
     *
     * @param place such as {@code line 7}
     */
    void record(String place, byte[] json) throws IOException;
  }

  /** Whether a file or Kafka is named. */
  public boolean isGiven() {
    return history != null || bootstrap != null;
  }

  /** Kafka's address, or null when a file is read. */
  public String bootstrap() {
    return bootstrap;
  }

  /** Hands over every record that is there now. */
  public void read(Records records) throws IOException {
    if ((history == null) == (bootstrap == null)) {
      throw CommandFailure.wrongUsage("wanted either --history or --bootstrap");
    }
    if (history == null) {
      readTopic(records);
    } else if (Files.isRegularFile(history)) {
      readFile(records);
    } else {
      throw CommandFailure.wrongUsage(
          "wanted a history that can be read, found none at " + history);
    }
  }

  private void readTopic(Records records) {
    try (TopicReader reader = TopicReader.fromStart(bootstrap, List.of(topic))) {
      reader.readToEnd(
          record -> {
            try {
              records.record(
                  topic + " " + record.partition() + "/" + record.offset(), record.value());
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  private void readFile(Records records) throws IOException {
    try (InputStream in = Files.newInputStream(history)) {
      LineReader lines = new LineReader(in, MAX_LINE_BYTES);
      for (List<Line> batch = lines.next(BATCH_LINES);
          !batch.isEmpty();
          batch = lines.next(BATCH_LINES)) {
        for (Line line : batch) {
          if (!line.isBlank()) {
            records.record("line " + line.number(), line.isTooLong() ? new byte[0] : line.bytes());
          }
        }
      }
    }
  }
}
