package io.contacttriage.cli.tools;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.Terminal;
import io.contacttriage.contact.Contact;
import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.ScoringException;
import io.contacttriage.text.TextRoom;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Scores texts with the classes that the job scores with. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    description = {
      "Scores texts for topic, urgency and harm: JSON lines in, JSON lines out.",
      "A line is {\"id\",\"text\"} or a whole contact. For a line that cannot be read,",
      "{\"line\",\"error\"} stands in its place, and the exit code is 1."
    },
    footer = {
      "",
      "Example:",
      "  printf '{\"id\":\"1\",\"text\":\"I cannot log in\"}\\n' | ./triage score"
    })
public final class ScoreCommand implements Callable<Integer> {
  private final InputStream standardInput;
  @Mixin private InputFile input;
  @Mixin private BundleOption bundle;
  @Spec private CommandSpec spec;

  public ScoreCommand() {
    this(System.in);
  }

  ScoreCommand(InputStream standardInput) {
    this.standardInput = standardInput;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    InstantSource clock = InstantSource.system();
    try (InputStream in = input.open(standardInput);
        ContactScorer scorer = bundle.open()) {
      TextRoom room = new TextRoom();
      Progress progress = new Progress(err, Terminal.ofProcess().err(), clock);
      return new LinePipeline(in, spec.commandLine().getOut(), progress, clock)
          .run(contacts -> score(contacts, room, scorer))
          .exitCode(err);
    }
  }

  private static List<String> score(List<Contact> contacts, TextRoom room, ContactScorer scorer) {
    try {
      List<Scores> scores =
          scorer.score(
              contacts.stream().map(contact -> room.prepare(contact, scorer.tokenizer())).toList());
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < contacts.size(); i++) {
        lines.add(line(contacts.get(i).contactId(), scores.get(i)));
      }
      return lines;
    } catch (ScoringException e) {
      throw CommandFailure.failed(e.getMessage());
    }
  }

  private static String line(String id, Scores scores) {
    return JsonText.write(
        json -> {
          json.writeStartObject();
          json.writeStringField("id", id);
          ScoresJson.writeFields(json, scores);
          json.writeEndObject();
        });
  }
}
