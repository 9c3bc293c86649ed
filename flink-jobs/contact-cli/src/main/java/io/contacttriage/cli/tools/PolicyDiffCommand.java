package io.contacttriage.cli.tools;

import com.fasterxml.jackson.core.JsonGenerator;
import io.contacttriage.cli.Terminal;
import io.contacttriage.routing.diff.BookChange;
import io.contacttriage.routing.diff.BookDiff;
import io.contacttriage.routing.policy.Policy;
import io.contacttriage.routing.policy.PolicyBook;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says in words what changes between two policy books. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = {
      "Says in words what changes from one policy book to another, grouped by policy.",
      "A book is a directory, or a file with a snapshot as it was published."
    },
    footer = {"", "Example:", "  ./triage policy diff ../main/config/policies config/policies"})
public final class PolicyDiffCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "A", description = "The book as it was")
  private Path was;

  @Parameters(index = "1", paramLabel = "B", description = "The book as it is to be")
  private Path is;

  @Option(names = "--json", description = "One JSON object instead of lines")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PolicyBook before = PolicyDirectory.require(was);
    PolicyBook after = PolicyDirectory.require(is);
    List<BookChange> changes = BookDiff.between(before, after);
    if (json) {
      out.println(JsonText.write(text -> write(text, before, after, changes)));
    } else {
      out.print(text(before, after, changes));
    }
    return 0;
  }

  private static String text(PolicyBook before, PolicyBook after, List<BookChange> changes) {
    if (changes.isEmpty()) {
      return "Both books say the same.\n";
    }
    Terminal terminal = Terminal.ofProcess();
    StringBuilder text = new StringBuilder();
    String group = "";
    for (BookChange change : changes) {
      String title =
          change.policy() == null ? "the whole book" : title(change.policy(), before, after);
      if (!title.equals(group)) {
        text.append(group.isEmpty() ? "" : "\n").append(terminal.bold(title)).append('\n');
        group = title;
      }
      text.append("  ").append(change).append('\n');
    }
    return text.append('\n').append(count(changes)).append('\n').toString();
  }

  private static String title(String policy, PolicyBook before, PolicyBook after) {
    return List.of(after, before).stream()
        .flatMap(book -> book.policies().stream())
        .filter(candidate -> candidate.id().equals(policy))
        .map(Policy::title)
        .findFirst()
        .map(title -> policy + " (" + title + ")")
        .orElse(policy);
  }

  private static String count(List<BookChange> changes) {
    return changes.size() == 1 ? "1 change" : changes.size() + " changes";
  }

  private static void write(
      JsonGenerator json, PolicyBook before, PolicyBook after, List<BookChange> changes)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("from", before.versionId());
    json.writeStringField("to", after.versionId());
    json.writeArrayFieldStart("changes");
    for (BookChange change : changes) {
      json.writeStartObject();
      json.writeStringField("policy", change.policy());
      json.writeStringField("about", change.about().word());
      json.writeStringField("name", change.name());
      json.writeStringField("words", change.words());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
