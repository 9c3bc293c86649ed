package io.contacttriage.cli.tools;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.tools.LineReader.Line;
import io.contacttriage.contact.Contact;
import io.contacttriage.contact.ReadResult;
import io.contacttriage.contact.RejectedRecord;
import io.contacttriage.job.JobVersion;
import io.contacttriage.routing.DecisionWriter;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyEvaluator;
import io.contacttriage.routing.policy.RoutingRules;
import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.ScoringException;
import io.contacttriage.text.PreparedContact;
import io.contacttriage.text.TextRoom;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says why one contact would go where it goes. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Says why a contact goes where it goes: scores, rules, margins, decision.",
      "The contact is the first line of FILE or standard input, {\"id\",\"text\"} or whole, or --text.",
      "It is judged as the first contact of its customer."
    },
    footer = {"", "Example:", "  ./triage explain --text \"my account was hacked\""})
public final class ExplainCommand implements Callable<Integer> {
  private final InputStream standardInput;
  private final InstantSource clock;

  @Mixin private InputFile input;
  @Mixin private BundleOption bundle;

  @Option(names = "--text", paramLabel = "TEXT", description = "The contact's text")
  private String text;

  @Option(
      names = "--policies",
      paramLabel = "DIR",
      description = "The policy book's directory; config/policies when absent")
  private Path policies;

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
    PrintWriter out = spec.commandLine().getOut();
    Contact contact = contact();
    PolicyBook book =
        PolicyDirectory.require(
            policies == null ? ProjectFolder.resolve(PolicyDirectory.SHIPPED) : policies);
    Explanation explanation = explain(contact, book);
    if (json) {
      byte[] decision = new DecisionWriter().write(explanation.decision());
      out.println(explanation.json(new String(decision, StandardCharsets.UTF_8)));
    } else {
      out.print(explanation.text());
    }
    return 0;
  }

  private Explanation explain(Contact contact, PolicyBook book) {
    try (ContactScorer scorer = bundle.open()) {
      PreparedContact prepared = new TextRoom().prepare(contact, scorer.tokenizer());
      Scores scores = scorer.score(List.of(prepared)).get(0);
      RoutingDecision decision =
          RoutingRules.decide(
              new ScoredContact(prepared.facts(), scores, null, null),
              RoutingMemory.NONE,
              PolicyEvaluator.compile(book),
              JobVersion.CURRENT,
              clock.instant());
      return new Explanation(
          prepared.facts(),
          prepared.tokenIds().length,
          scores,
          RuleTrace.of(book, scores, prepared.facts()),
          decision);
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
