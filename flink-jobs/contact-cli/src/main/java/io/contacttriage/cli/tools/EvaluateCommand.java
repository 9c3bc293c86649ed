package io.contacttriage.cli.tools;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.Terminal;
import io.contacttriage.cli.tools.LineReader.Line;
import io.contacttriage.contact.Channel;
import io.contacttriage.contact.Contact;
import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.ScoringException;
import io.contacttriage.text.PreparedContact;
import io.contacttriage.text.TextRoom;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a model bundle on labelled contacts. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "Measures a model bundle on labelled contacts.",
    footer = {"", "Example:", "  ./triage evaluate --data models/contacts/en.jsonl"})
public final class EvaluateCommand implements Callable<Integer> {
  /** As the job batches. */
  private static final int BATCH = 16;

  private static final String UNKNOWN_LANGUAGE = "unknown";

  @Mixin private BundleOption bundle;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "FILE",
      description =
          "JSON lines with text, language, topic, urgency and harm, as in models/contacts; may be"
              + " given several times")
  private List<Path> data;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON as well")
  private Path json;

  @Spec private CommandSpec spec;

  private final TextRoom room = new TextRoom();
  private final Evaluation all = new Evaluation();
  private final TreeMap<String, Evaluation> byLanguage = new TreeMap<>();
  private long nanos;
  private long badLines;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Progress progress = new Progress(err, Terminal.ofProcess().err(), InstantSource.system());
    try (ContactScorer scorer = bundle.open()) {
      for (Path file : data) {
        evaluate(file, scorer, progress, err);
      }
      progress.end();
      if (all.contacts() == 0) {
        throw CommandFailure.failed("wanted labelled contacts, found none in " + data);
      }
      double micros = nanos / 1000.0 / all.contacts();
      EvaluationReport report =
          new EvaluationReport(scorer.model().toString(), all, byLanguage, micros, badLines);
      out.print(report.text());
      if (json != null) {
        Files.writeString(json, report.json() + "\n");
      }
    } catch (ScoringException e) {
      throw CommandFailure.failed(e.getMessage());
    }
    return badLines > 0 ? 1 : 0;
  }

  private void evaluate(Path file, ContactScorer scorer, Progress progress, PrintWriter err)
      throws IOException, ScoringException {
    if (!Files.isRegularFile(file)) {
      throw CommandFailure.wrongUsage(
          "--data: wanted a file that can be read, found none at " + file);
    }
    try (InputStream in = Files.newInputStream(file)) {
      LineReader lines = new LineReader(in, TextLineReader.MAX_LINE_BYTES);
      for (List<Line> batch = lines.next(BATCH); !batch.isEmpty(); batch = lines.next(BATCH)) {
        score(labelled(batch, file, err), scorer);
        progress.update(all.contacts(), "contacts");
      }
    }
  }

  private List<LabelledContact> labelled(List<Line> batch, Path file, PrintWriter err) {
    List<LabelledContact> contacts = new ArrayList<>();
    for (Line line : batch) {
      if (line.isBlank()) {
        continue;
      }
      try {
        contacts.add(
            LabelledContactReader.read(
                line.isTooLong() ? "" : new String(line.bytes(), StandardCharsets.UTF_8)));
      } catch (LabelledContactReader.BadLineException e) {
        badLines++;
        err.println(file + ":" + line.number() + ": " + e.getMessage());
      }
    }
    return contacts;
  }

  private void score(List<LabelledContact> contacts, ContactScorer scorer) throws ScoringException {
    List<Contact> plain = contacts.stream().map(EvaluateCommand::contact).toList();
    if (all.contacts() == 0) {
      // The first batch of a process loads classes and is no measure of the model.
      scorer.score(prepared(plain, scorer));
    }
    long began = System.nanoTime();
    List<Scores> scores = scorer.score(prepared(plain, scorer));
    nanos += System.nanoTime() - began;
    for (int i = 0; i < contacts.size(); i++) {
      LabelledContact contact = contacts.get(i);
      all.add(contact, scores.get(i));
      String language = contact.language() == null ? UNKNOWN_LANGUAGE : contact.language();
      byLanguage.computeIfAbsent(language, key -> new Evaluation()).add(contact, scores.get(i));
    }
  }

  private List<PreparedContact> prepared(List<Contact> contacts, ContactScorer scorer) {
    return contacts.stream().map(each -> room.prepare(each, scorer.tokenizer())).toList();
  }

  private static Contact contact(LabelledContact labelled) {
    return new Contact(
        labelled.id(),
        null,
        null,
        Channel.WEB_FORM,
        null,
        null,
        Instant.EPOCH,
        null,
        labelled.text(),
        null,
        null,
        null,
        null);
  }
}
