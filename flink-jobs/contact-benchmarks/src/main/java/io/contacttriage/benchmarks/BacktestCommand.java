package io.contacttriage.benchmarks;

import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.contact.Channel;
import io.contacttriage.contact.ContactFacts;
import io.contacttriage.contact.Customer;
import io.contacttriage.job.backtest.BacktestInput;
import io.contacttriage.job.backtest.BacktestJob;
import io.contacttriage.routing.AuditRecord;
import io.contacttriage.routing.AuditWriter;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.routing.backtest.BacktestReport;
import io.contacttriage.routing.policy.Policy;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyBookReader;
import io.contacttriage.routing.policy.PolicyBookWriter;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./triage bench backtest}. */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    description = {
      "How long a backtest of made-up contacts takes: the shipped book against itself with its",
      "policies tried in the opposite order."
    })
final class BacktestCommand implements Callable<Integer> {
  private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
  private static final Duration MONTH = Duration.ofDays(30);

  @Option(
      names = "--contacts",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "${DEFAULT-VALUE} when absent")
  private int contacts;

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description = "Keep the made-up contacts here; about 1 GB for a million")
  private Path history;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Path file = history == null ? Files.createTempFile("history", ".jsonl") : history;
    try {
      write(file);
      PolicyBook book =
          PolicyBookReader.readDirectory(ProjectFolder.resolve("config/policies")).orThrow();
      BacktestInput input =
          BacktestInput.of(
              file.toUri().toString(),
              PolicyBookWriter.write(book),
              PolicyBookWriter.write(turned(book)),
              Instant.EPOCH,
              Instant.MAX);
      int cores = Runtime.getRuntime().availableProcessors();
      long begin = System.nanoTime();
      BacktestReport report =
          BacktestJob.run(
              StreamExecutionEnvironment.createLocalEnvironment(cores, BacktestJob.settings()),
              input);
      double seconds = (System.nanoTime() - begin) / 1e9;
      out.printf(
          "%,d contacts (%,d MB) by two books on %d cores: %.1f s, %,.0f contacts/s; %,d move%n",
          report.contacts(),
          input.bytes() >> 20,
          cores,
          seconds,
          report.contacts() / seconds,
          report.moved());
      return report.contacts() == contacts ? 0 : 1;
    } finally {
      if (history == null) {
        Files.delete(file);
      }
    }
  }

  private void write(Path file) throws IOException {
    AuditWriter writer = new AuditWriter();
    Random random = new Random(7);
    try (OutputStream lines = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      for (int i = 0; i < contacts; i++) {
        ScoredContact contact = new ScoredContact(facts(i, random), scores(random), null, null);
        lines.write(writer.write(AuditRecord.scored(contact, memory(random), Set.of())));
        lines.write('\n');
      }
    }
  }

  private ContactFacts facts(int number, Random random) {
    String id = "contact-" + number;
    Channel[] channels = Channel.values();
    return new ContactFacts(
        id,
        id,
        channels[random.nextInt(channels.length)],
        null,
        "MY",
        START.plus(MONTH.multipliedBy(number).dividedBy(contacts)),
        Customer.UNKNOWN,
        Map.of(),
        null,
        random.nextInt(2_000),
        "Latn",
        Map.of("card", random.nextInt(20) / 19),
        random.nextInt(5) / 4,
        Map.of());
  }

  private static Scores scores(Random random) {
    float[] harms = new float[HarmLabel.values().length];
    boolean[] flagged = new boolean[harms.length];
    for (int i = 0; i < harms.length; i++) {
      flagged[i] = random.nextInt(50) == 0;
      harms[i] = random.nextFloat() * (flagged[i] ? 1 : 0.1f);
    }
    return new Scores(
        distribution(random, Topic.values().length),
        distribution(random, Urgency.values().length),
        harms,
        flagged,
        "en",
        0.99f,
        "fast",
        "made-up/1");
  }

  private static float[] distribution(Random random, int size) {
    float[] scores = new float[size];
    float left = 1;
    // Three labels share it, as calibrated networks do.
    for (int i = 0; i < 3; i++) {
      float part = i == 2 ? left : left * (0.5f + random.nextFloat() / 2);
      scores[random.nextInt(size)] += part;
      left -= part;
    }
    return scores;
  }

  private static RoutingMemory memory(Random random) {
    int contacts = random.nextInt(4) / 3;
    return new RoutingMemory(0, contacts, contacts, contacts == 0 ? "" : "general-triage");
  }

  private static PolicyBook turned(PolicyBook book) {
    List<Policy> policies = new ArrayList<>(book.policies());
    Collections.reverse(policies);
    return new PolicyBook(
        book.name(),
        book.version() + 1,
        book.owner(),
        null,
        null,
        null,
        book.queues(),
        book.calendars(),
        book.clocks(),
        book.fallback(),
        book.failSafe(),
        policies,
        0,
        null,
        book.terms());
  }
}
