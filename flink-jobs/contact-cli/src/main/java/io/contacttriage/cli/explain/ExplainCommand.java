package io.contacttriage.cli.explain;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.policy.AuditSource;
import io.contacttriage.cli.tools.BundleOption;
import io.contacttriage.cli.tools.InputFile;
import io.contacttriage.cli.tools.LineReader;
import io.contacttriage.cli.tools.LineReader.Line;
import io.contacttriage.cli.tools.PolicyDirectory;
import io.contacttriage.cli.tools.PolicyTopic;
import io.contacttriage.cli.tools.TextLineReader;
import io.contacttriage.contact.Contact;
import io.contacttriage.contact.ReadResult;
import io.contacttriage.contact.RejectedRecord;
import io.contacttriage.job.JobVersion;
import io.contacttriage.routing.AuditRecord;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyEvaluator;
import io.contacttriage.routing.policy.Replay;
import io.contacttriage.routing.policy.RoutingRules;
import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.ScoringException;
import io.contacttriage.text.PreparedContact;
import io.contacttriage.text.TextRoom;
import io.contacttriage.text.terms.TermMatcher;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says why one contact would go, or went, where it goes. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Says why a contact goes where it goes: scores, rules in order, decision, and the smallest",
      "change that would have sent it elsewhere.",
      "The contact is the first line of FILE or standard input, {\"id\",\"text\"} or whole, or --text;",
      "it is judged as the first contact of its customer. Or it is --contact of the audit, or --decision, and what",
      "was decided is decided again: exit code 1 when it is not the same to the byte."
    },
    footer = {
      "",
      "Examples:",
      "  ./triage explain --text \"my account was hacked\"",
      "  ./triage explain --bootstrap localhost:9092 --contact c-17",
      "  ./triage explain --bootstrap localhost:9092 --contact c-17 --pseudonym-key audit.key"
    })
public final class ExplainCommand implements Callable<Integer> {
  private final InputStream standardInput;
  private final InstantSource clock;

  @Mixin private InputFile input;
  @Mixin private BundleOption bundle;
  @Mixin private AuditSource audit;
  @Mixin private AuditLookup lookup;

  @Option(names = "--text", paramLabel = "TEXT", description = "The contact's text")
  private String text;

  @Option(
      names = "--policies",
      paramLabel = "BOOK",
      description = {
        "A directory with a book, or a snapshot as it was published; may be given more than once for",
        "the audit; config/policies when absent"
      })
  private final List<Path> policies = new ArrayList<>();

  @Option(names = "--json", description = "One JSON object, with every rule")
  private boolean json;

  @Spec private CommandSpec spec;

  public ExplainCommand() {
    this(System.in, InstantSource.system());
  }

  ExplainCommand(InputStream standardInput, InstantSource clock) {
    this.standardInput = standardInput;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    if (audit.isGiven() != lookup.isGiven()) {
      throw CommandFailure.wrongUsage(
          "wanted --contact or --decision with --history or --bootstrap, and no other");
    }
    if (!audit.isGiven()) {
      print(explain(contact(), books().get(0)));
      return 0;
    }
    AuditRecord record = lookup.latest(audit, spec.commandLine().getErr());
    PolicyEvaluator evaluator = PolicyEvaluator.compile(bookOf(record));
    Explanation explanation =
        Explanation.of(
            record.contact(),
            record.memory(),
            evaluator,
            null,
            Replay.decide(record, evaluator),
            bundle.thresholds(record.contact().scores()));
    print(explanation);
    if (!Replay.isSame(record, explanation.decision())) {
      throw CommandFailure.failed(
          "This is not what was decided: that was queue "
              + record.decision().queue()
              + ", priority "
              + record.decision().priority()
              + ", or differs in other fields. Ask replay.");
    }
    return 0;
  }

  private void print(Explanation explanation) {
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(new ExplanationJson(explanation).text());
    } else {
      out.print(new ExplanationText(explanation).text());
    }
    out.flush();
  }

  private List<PolicyBook> books() {
    List<Path> paths =
        policies.isEmpty() ? List.of(ProjectFolder.resolve(PolicyDirectory.SHIPPED)) : policies;
    return paths.stream().map(PolicyDirectory::require).toList();
  }

  private PolicyBook bookOf(AuditRecord record) {
    String version = record.decision().policyVersion();
    List<PolicyBook> books = new ArrayList<>(books());
    if (audit.bootstrap() != null) {
      books.addAll(new PolicyTopic(audit.bootstrap(), "policies").books());
    }
    return books.stream()
        .filter(book -> book.versionId().equals(version))
        .findFirst()
        .orElseThrow(
            () ->
                CommandFailure.failed(
                    "The book " + version + " decided: give that book with --policies."));
  }

  private Explanation explain(Contact contact, PolicyBook book) {
    try (ContactScorer scorer = bundle.open()) {
      TextRoom room = new TextRoom(TermMatcher.of(book.terms()));
      PreparedContact prepared = room.prepare(contact, scorer.tokenizer());
      Scores scores = scorer.score(List.of(prepared)).get(0);
      ScoredContact scored = new ScoredContact(prepared.facts(), scores, null, null);
      PolicyEvaluator evaluator = PolicyEvaluator.compile(book);
      return Explanation.of(
          scored,
          RoutingMemory.NONE,
          evaluator,
          prepared.tokenIds().length,
          RoutingRules.decide(
              scored, RoutingMemory.NONE, evaluator, JobVersion.CURRENT, clock.instant()),
          bundle.thresholds(scores));
    } catch (ScoringException e) {
      throw CommandFailure.failed(e.getMessage());
    }
  }

  private Contact contact() throws IOException {
    TextLineReader reader = new TextLineReader(clock);
    if (text != null) {
      return reader.contact("explained", text);
    }
    try (InputStream in = input.open(standardInput)) {
      LineReader lines = new LineReader(in, TextLineReader.MAX_LINE_BYTES);
      List<Line> first = lines.next(1);
      while (!first.isEmpty() && first.get(0).isBlank()) {
        first = lines.next(1);
      }
      if (first.isEmpty()) {
        throw CommandFailure.wrongUsage("wanted a contact, found no line; or use --text");
      }
      ReadResult result = reader.read(first.get(0));
      if (!result.isContact()) {
        RejectedRecord rejected = result.rejected();
        throw CommandFailure.failed(
            "The contact would be rejected: "
                + rejected.cause().wireName()
                + ", "
                + (rejected.field() == null ? "" : rejected.field() + ": ")
                + rejected.detail());
      }
      return result.contact();
    }
  }
}
