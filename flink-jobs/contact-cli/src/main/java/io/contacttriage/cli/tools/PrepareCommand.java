package io.contacttriage.cli.tools;

import io.contacttriage.cli.Terminal;
import io.contacttriage.contact.Contact;
import io.contacttriage.text.TextPreparer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Training prepares its texts with the code that serves, so that the two cannot differ. */
@Command(
    name = "prepare",
    mixinStandardHelpOptions = true,
    description = "Normalises and masks texts: JSON lines in, the same ids with prepared text out.",
    footer = {"", "Example:", "  ./triage prepare < contacts.jsonl > prepared.jsonl"})
public final class PrepareCommand implements Callable<Integer> {
  private final InputStream standardInput;
  @Mixin private InputFile input;
  @Spec private CommandSpec spec;

  public PrepareCommand() {
    this(System.in);
  }

  PrepareCommand(InputStream standardInput) {
    this.standardInput = standardInput;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    InstantSource clock = InstantSource.system();
    TextPreparer preparer = new TextPreparer();
    try (InputStream in = input.open(standardInput)) {
      Progress progress = new Progress(err, Terminal.ofProcess().err(), clock);
      return new LinePipeline(in, spec.commandLine().getOut(), progress, clock)
          .run(contacts -> contacts.stream().map(each -> prepared(preparer, each)).toList())
          .exitCode(err);
    }
  }

  private static String prepared(TextPreparer preparer, Contact contact) {
    String text = preparer.prepare(contact.subject(), contact.body()).text();
    return JsonText.write(
        json -> {
          json.writeStartObject();
          json.writeStringField("id", contact.contactId());
          json.writeStringField("text", text);
          json.writeEndObject();
        });
  }
}
