package io.contacttriage.cli.tools;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.Terminal;
import io.contacttriage.cli.tools.LineReader.Line;
import io.contacttriage.contact.Contact;
import io.contacttriage.contact.ReadResult;
import io.contacttriage.job.JobVersion;
import io.contacttriage.routing.AuditRecord;
import io.contacttriage.routing.AuditWriter;
import io.contacttriage.routing.ContactHistory;
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
import io.contacttriage.text.terms.TermList;
import io.contacttriage.text.terms.TermMatcher;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a history of contacts that the job never saw: scored, decided, without their words. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = {
      "Scores contacts and decides them by a book: contacts as JSON lines in, audit records out,",
      "as the job's topic audit holds them: numbers and ids, none of the words. Contacts of one",
      "customer should be in the order of receipt, since policies ask what came before."
    },
    footer = {"", "Example:", "  ./triage policy history contacts.jsonl > history.jsonl"})
public final class PolicyHistoryCommand implements Callable<Integer> {
  private static final int BATCH_LINES = 64;

  private final InputStream standardInput;

  @Mixin private InputFile input;
  @Mixin private BundleOption bundle;

  @Option(
      names = "--policies",
      paramLabel = "DIR",
      description = "The book that decides; config/policies when absent")
  private Path policies;

  @Option(
      names = "--candidate",
      paramLabel = "DIR",
      description =
          "Another book whose term lists the texts are read for, so that a backtest can tell")
  private Path candidate;

  @Spec private CommandSpec spec;

  private final AuditWriter writer = new AuditWriter();
  // Grows with the customers of the input: a history that is made by hand is not that long.
  private final Map<String, ContactHistory> histories = new HashMap<>();
  private PolicyEvaluator evaluator;
  private TextRoom room;
  private long bad;

  public PolicyHistoryCommand() {
    this(System.in);
  }

  PolicyHistoryCommand(InputStream standardInput) {
    this.standardInput = standardInput;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    PolicyBook book =
        PolicyDirectory.require(
            policies == null ? ProjectFolder.resolve(PolicyDirectory.SHIPPED) : policies);
    evaluator = PolicyEvaluator.compile(book);
    List<TermList> lists = new ArrayList<>(book.terms());
    if (candidate != null) {
      lists.addAll(PolicyDirectory.require(candidate).terms());
    }
    room = new TextRoom(TermMatcher.of(lists));
    InstantSource clock = InstantSource.system();
    TextLineReader reader = new TextLineReader(clock);
    Progress progress = new Progress(err, Terminal.ofProcess().err(), clock);
    long count = 0;
    try (InputStream in = input.open(standardInput);
        ContactScorer scorer = bundle.open()) {
      LineReader lines = new LineReader(in, TextLineReader.MAX_LINE_BYTES);
      for (List<Line> batch = lines.next(BATCH_LINES);
          !batch.isEmpty() && !out.checkError();
          batch = lines.next(BATCH_LINES)) {
        List<Contact> contacts =
            batch.stream()
                .filter(line -> !line.isBlank())
                .map(reader::read)
                .filter(this::isContact)
                .map(ReadResult::contact)
                .toList();
        write(contacts, scorer, out);
        count += batch.size();
        progress.update(count, "lines");
      }
    }
    progress.end();
    if (bad > 0) {
      err.println(bad + " lines could not be read and are left out");
    }
    return bad > 0 ? 1 : 0;
  }

  private boolean isContact(ReadResult result) {
    bad += result.isContact() ? 0 : 1;
    return result.isContact();
  }

  private void write(List<Contact> contacts, ContactScorer scorer, PrintWriter out) {
    List<PreparedContact> prepared =
        contacts.stream().map(contact -> room.prepare(contact, scorer.tokenizer())).toList();
    try {
      List<Scores> scores = scorer.score(prepared);
      for (int i = 0; i < prepared.size(); i++) {
        ScoredContact contact =
            new ScoredContact(prepared.get(i).facts(), scores.get(i), null, null);
        out.println(new String(writer.write(decided(contact)), StandardCharsets.UTF_8));
      }
    } catch (ScoringException e) {
      throw CommandFailure.failed(e.getMessage());
    }
  }

  /** As the routing room would decide it, when it had just been received. */
  private AuditRecord decided(ScoredContact contact) {
    String subject = contact.facts().routingKey();
    ContactHistory earlier = histories.getOrDefault(subject, ContactHistory.EMPTY);
    RoutingMemory memory = earlier.asOf(contact.facts().receivedAt());
    RoutingDecision decision =
        RoutingRules.decide(
            contact, memory, evaluator, JobVersion.CURRENT, contact.facts().receivedAt());
    histories.put(subject, earlier.with(contact.facts().receivedAt(), decision.queue()));
    return AuditRecord.decided(contact, memory, decision, evaluator.attributes());
  }
}
