package io.contacttriage.cli.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.Terminal;
import io.contacttriage.cli.tools.JsonText;
import io.contacttriage.cli.tools.PolicyDirectory;
import io.contacttriage.cli.tools.PolicyTopic;
import io.contacttriage.cli.tools.TextTable;
import io.contacttriage.routing.AuditReader;
import io.contacttriage.routing.AuditRecord;
import io.contacttriage.routing.AuditedDecision;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyEvaluator;
import io.contacttriage.routing.policy.Replay;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Decides recorded contacts again and compares the decisions byte for byte. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Decides again what was decided, from the audit, and compares to the byte.",
      "Each record names its book. Books come from --policies, and with --bootstrap from the topic",
      "policies as well. Exit code 1 when a decision differs or its book is not there."
    },
    footer = {"", "Example:", "  ./triage replay --history audit.jsonl --policies published.json"})
public final class ReplayCommand implements Callable<Integer> {
  private static final int MOST_ROWS = 20;

  @Mixin private AuditSource source;

  @Option(
      names = "--policies",
      paramLabel = "BOOK",
      description = {
        "A directory with a book, or a snapshot as it was published; may be given more than once;",
        "config/policies when absent"
      })
  private final List<Path> policies = new ArrayList<>();

  @Option(names = "--json", description = "One JSON object instead of tables")
  private boolean json;

  @Spec private CommandSpec spec;

  private final Map<String, PolicyEvaluator> evaluators = new HashMap<>();
  private final Map<String, Long> withoutBook = new TreeMap<>();
  private final List<Difference> differences = new ArrayList<>();
  private final List<String> unreadable = new ArrayList<>();
  private long same;
  private long undecided;

  /** A decision that came out otherwise. */
  private record Difference(String contactId, AuditedDecision was, RoutingDecision is) {}

  @Override
  public Integer call() throws IOException {
    List<Path> paths =
        policies.isEmpty()
            ? List.of(ProjectFolder.resolve(PolicyDirectory.SHIPPED))
            : List.copyOf(policies);
    paths.forEach(path -> compile(PolicyDirectory.require(path)));
    if (source.bootstrap() != null) {
      new PolicyTopic(source.bootstrap(), "policies").books().forEach(this::compile);
    }
    AuditReader reader = new AuditReader();
    source.read((place, bytes) -> replay(place, bytes, reader));
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? JsonText.write(this::write) + "\n" : text());
    out.flush();
    return differences.isEmpty() && withoutBook.isEmpty() && unreadable.isEmpty() ? 0 : 1;
  }

  private void compile(PolicyBook book) {
    evaluators.put(book.versionId(), PolicyEvaluator.compile(book));
  }

  private void replay(String place, byte[] bytes, AuditReader reader) {
    AuditRecord record;
    try {
      record = reader.read(bytes);
    } catch (IllegalArgumentException e) {
      unreadable.add(place + ": " + e.getMessage());
      return;
    }
    AuditedDecision was = record.decision();
    if (was == null) {
      undecided++;
      return;
    }
    PolicyEvaluator evaluator = evaluators.get(was.policyVersion());
    if (evaluator == null) {
      withoutBook.merge(was.policyVersion(), 1L, Long::sum);
      return;
    }
    RoutingDecision is = Replay.decide(record, evaluator);
    if (Replay.isSame(record, is)) {
      same++;
    } else {
      differences.add(new Difference(is.contactId(), was, is));
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    TextTable table = new TextTable("contact", "was", "is", "book");
    for (Difference difference : differences.stream().limit(MOST_ROWS).toList()) {
      table.row(
          difference.contactId(),
          difference.was().queue() + " " + difference.was().priority(),
          difference.is().queue() + " " + difference.is().priority(),
          difference.was().policyVersion());
    }
    text.append(table.isEmpty() ? "" : table.render());
    unreadable.stream().limit(MOST_ROWS).forEach(line -> text.append(line).append('\n'));
    withoutBook.forEach(
        (book, count) ->
            text.append(count + " decisions of " + book + ": give that book with --policies\n"));
    if (undecided > 0) {
      text.append(undecided).append(" contacts were only scored, never decided\n");
    }
    String summary =
        same + " decisions are the same to the byte, " + differences.size() + " are not";
    Terminal terminal = Terminal.ofProcess();
    text.append(differences.isEmpty() ? terminal.green(summary) : terminal.red(summary));
    return text.append('\n').toString();
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("same", same);
    json.writeNumberField("undecided", undecided);
    json.writeArrayFieldStart("differences");
    for (Difference difference : differences) {
      json.writeStartObject();
      json.writeStringField("contactId", difference.contactId());
      json.writeStringField("policy", difference.was().policyVersion());
      json.writeStringField("was", difference.was().queue() + " " + difference.was().priority());
      json.writeStringField("is", difference.is().queue() + " " + difference.is().priority());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectFieldStart("withoutBook");
    for (Map.Entry<String, Long> book : withoutBook.entrySet()) {
      json.writeNumberField(book.getKey(), book.getValue());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("unreadable");
    for (String line : unreadable) {
      json.writeString(line);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
