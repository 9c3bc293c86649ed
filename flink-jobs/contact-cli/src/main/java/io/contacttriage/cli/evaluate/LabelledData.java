package io.contacttriage.cli.evaluate;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.evaluate.DataOptions.DataFile;
import io.contacttriage.cli.tools.LineReader;
import io.contacttriage.cli.tools.LineReader.Line;
import io.contacttriage.contact.ContactReader;
import io.contacttriage.scoring.ScoringException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Reads labelled contacts in batches, so that texts need not fit in memory. */
final class LabelledData {
  /** As the job batches. */
  static final int BATCH = 16;

  private final DataOptions options;
  private final PrintWriter err;
  private long otherParts;
  private long badLines;

  /**
   * @param err told of every line that cannot be read, with its place
   */
  LabelledData(DataOptions options, PrintWriter err) {
    this.options = options;
    this.err = err;
  }

  /** What is done with some contacts. */
  interface Batch {
    void take(List<LabelledContact> contacts) throws ScoringException;
  }

  void forEachBatch(Batch batch) throws IOException, ScoringException {
    for (DataFile file : options.files()) {
      if (!Files.isRegularFile(file.path())) {
        throw CommandFailure.wrongUsage(
            "--data: wanted a file that can be read, found none at " + file.path());
      }
    }
    for (DataFile file : options.files()) {
      read(file, batch);
    }
  }

  /** A command without contacts fails: it must not look like a perfect score. */
  void requireContacts(List<Outcome> outcomes) {
    if (outcomes.isEmpty()) {
      String part = options.part() == TextPart.ALL ? "" : " of part " + options.part().label();
      throw CommandFailure.failed(
          "wanted labelled contacts"
              + part
              + ", found none in "
              + options.files().stream().map(DataFile::path).toList());
    }
  }

  /** Lines that could not be read. */
  long badLines() {
    return badLines;
  }

  /** Contacts that were left out because they belong to another part. */
  long otherParts() {
    return otherParts;
  }

  private void read(DataFile file, Batch batch) throws IOException, ScoringException {
    try (InputStream in = Files.newInputStream(file.path())) {
      LineReader reader = new LineReader(in, ContactReader.DEFAULT_MAX_BYTES);
      List<LabelledContact> contacts = new ArrayList<>();
      for (List<Line> lines = reader.next(BATCH); !lines.isEmpty(); lines = reader.next(BATCH)) {
        for (Line line : lines) {
          add(line, file, contacts);
          if (contacts.size() == BATCH) {
            batch.take(contacts);
            contacts = new ArrayList<>();
          }
        }
      }
      if (!contacts.isEmpty()) {
        batch.take(contacts);
      }
    }
  }

  private void add(Line line, DataFile file, List<LabelledContact> contacts) {
    if (line.isBlank()) {
      return;
    }
    String place = file.path().getFileName() + ":" + line.number();
    try {
      if (line.isTooLong()) {
        throw new LabelledContactReader.BadLineException(
            "wanted a line of at most " + ContactReader.DEFAULT_MAX_BYTES + " bytes, found more");
      }
      LabelledContact contact =
          LabelledContactReader.read(
              new String(line.bytes(), StandardCharsets.UTF_8), place, file.source());
      TextPart part = options.part();
      if (part == TextPart.ALL || part == TextPart.of(contact.text())) {
        contacts.add(contact);
      } else {
        otherParts++;
      }
    } catch (LabelledContactReader.BadLineException e) {
      badLines++;
      err.println(file.path() + ":" + line.number() + ": " + e.getMessage());
    }
  }
}
