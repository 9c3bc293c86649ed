package io.contacttriage.cli.release;

import com.fasterxml.jackson.core.JsonGenerator;
import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.tools.LineReader;
import io.contacttriage.cli.tools.LineReader.Line;
import io.contacttriage.cli.tools.TextLineReader;
import io.contacttriage.contact.Contact;
import io.contacttriage.contact.ReadResult;
import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.ModelVersion;
import io.contacttriage.scoring.ScoreAgreement;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.ScoringException;
import io.contacttriage.scoring.bundle.BundleRelease;
import io.contacttriage.scoring.bundle.InvalidBundleException;
import io.contacttriage.scoring.bundle.LocalBundleFiles;
import io.contacttriage.scoring.onnx.ScoringTier;
import io.contacttriage.text.TextRoom;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the candidate agrees with the active bundle on the contacts of a file, as a job counts it
 * on live ones. All contacts of the file, whatever the candidate's share.
 */
final class DataAgreement {
  private static final int BATCH = 32;

  private final ScoreAgreement agreement = new ScoreAgreement();
  private final TextRoom room = new TextRoom();
  private final TextLineReader reader = new TextLineReader(InstantSource.system());
  private final ContactScorer live;
  private final ContactScorer candidate;
  private long badLines;

  private DataAgreement(ContactScorer live, ContactScorer candidate) {
    this.live = live;
    this.candidate = candidate;
  }

  /**
   * Scores each contact with both bundles.
   *
   * @param data JSON lines of {@code {"id","text"}}, other fields aside, or of whole contacts
   * @throws CommandFailure when a bundle cannot score, or the file holds no contact
   */
  static DataAgreement of(Path models, ModelVersion active, ModelVersion candidate, Path data) {
    if (!Files.isReadable(data) || Files.isDirectory(data)) {
      throw CommandFailure.wrongUsage(
          "--data: wanted a file that can be read, found none at " + data);
    }
    try (InputStream in = Files.newInputStream(data);
        ContactScorer live = open(models, active);
        ContactScorer shadow = open(models, candidate)) {
      DataAgreement found = new DataAgreement(live, shadow);
      found.read(in);
      if (found.agreement.compared() == 0) {
        throw CommandFailure.failed("--data: wanted contacts, found none in " + data);
      }
      return found;
    } catch (InvalidBundleException | ScoringException e) {
      throw CommandFailure.failed(e.getMessage());
    } catch (IOException e) {
      throw CommandFailure.failed("The contacts or the bundles cannot be read: " + e);
    }
  }

  /** Lines that hold no contact. */
  long badLines() {
    return badLines;
  }

  void print(PrintWriter out) {
    out.println("candidate and active bundle on " + agreement.compared() + " contacts:");
    AgreementText.print(agreement, out);
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("badLines", badLines);
    AgreementText.write(agreement, json);
    json.writeEndObject();
  }

  private static ContactScorer open(Path models, ModelVersion model)
      throws IOException, InvalidBundleException {
    return ScoringTier.AUTO.open(BundleRelease.load(LocalBundleFiles.in(models), model));
  }

  private void read(InputStream in) throws IOException, ScoringException {
    LineReader lines = new LineReader(in, TextLineReader.MAX_LINE_BYTES);
    for (List<Line> batch = lines.next(BATCH); !batch.isEmpty(); batch = lines.next(BATCH)) {
      List<Contact> contacts = new ArrayList<>();
      for (Line line : batch) {
        if (!line.isBlank()) {
          ReadResult read = reader.read(line);
          if (read.isContact()) {
            contacts.add(read.contact());
          } else {
            badLines++;
          }
        }
      }
      compare(contacts);
    }
  }

  private void compare(List<Contact> contacts) throws ScoringException {
    List<Scores> ofLive = score(live, contacts);
    List<Scores> ofCandidate = score(candidate, contacts);
    for (int i = 0; i < contacts.size(); i++) {
      agreement.add(ofLive.get(i), ofCandidate.get(i));
    }
  }

  private List<Scores> score(ContactScorer scorer, List<Contact> contacts) throws ScoringException {
    return scorer.score(
        contacts.stream().map(contact -> room.prepare(contact, scorer.tokenizer())).toList());
  }
}
