package io.contacttriage.benchmarks;

import io.contacttriage.contact.Contact;
import io.contacttriage.contact.ContactReader;
import io.contacttriage.contact.IntakeRecord;
import io.contacttriage.contact.ReadResult;
import io.contacttriage.contact.RecordCoordinates;
import io.contacttriage.routing.DecisionWriter;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.routing.policy.PolicyBookReader;
import io.contacttriage.routing.policy.PolicyEvaluator;
import io.contacttriage.routing.policy.RoutingRules;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.ScoringException;
import io.contacttriage.scoring.bundle.BundleRelease;
import io.contacttriage.scoring.onnx.OnnxContactScorer;
import io.contacttriage.text.PreparedContact;
import io.contacttriage.text.TextRoom;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One contact of some forty words through each room, on one core: time per contact. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EngineBenchmark {
  private static final int BATCH = 32;
  private static final Instant NOW = Instant.parse("2026-11-18T12:00:00Z");
  private static final RecordCoordinates AT = new RecordCoordinates("contacts", 0, 0, -1);
  private static final String JSON =
      """
      {"contactId":"c1","customerId":"u1","channel":"email","receivedAt":"2026-11-18T11:59:59Z",
       "subject":"Someone is in my account","body":"Hello, since this morning somebody else is logged \
      into my account. They changed the e-mail to one I do not know and bought coins for RM 350 with \
      my saved card. Please lock it before they buy more. My number is +60 12-345 6789. Thank you"}
      """;

  private final DecisionWriter writer = new DecisionWriter();
  private final TextRoom textRoom = new TextRoom();
  private ContactReader reader;
  private OnnxContactScorer scorer;
  private PolicyEvaluator evaluator;
  private IntakeRecord record;
  private Contact contact;
  private PreparedContact prepared;
  private List<PreparedContact> batch;
  private ScoredContact scored;
  private RoutingDecision decision;

  @Setup
  public void open() throws Exception {
    Path root = projectRoot();
    reader = new ContactReader(Clock.systemUTC());
    scorer =
        OnnxContactScorer.open(BundleRelease.loadActive(root.resolve("models/bundles")), "fast");
    evaluator =
        PolicyEvaluator.compile(
            PolicyBookReader.readDirectory(root.resolve("config/policies")).orThrow());
    record = new IntakeRecord(null, JSON.getBytes(StandardCharsets.UTF_8), null, AT);
    contact = reader.read(record).contact();
    prepared = textRoom.prepare(contact, scorer.tokenizer());
    batch = Collections.nCopies(BATCH, prepared);
    scored =
        new ScoredContact(prepared.facts(), scorer.score(List.of(prepared)).get(0), null, null);
    decision = decide();
  }

  @TearDown
  public void close() {
    scorer.close();
  }

  @Benchmark
  public ReadResult intake() {
    return reader.read(record);
  }

  @Benchmark
  public PreparedContact text() {
    return textRoom.prepare(contact, scorer.tokenizer());
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public List<Scores> scoringInBatches() throws ScoringException {
    return scorer.score(batch);
  }

  /** The alternative that loses: one record, one call. */
  @Benchmark
  public List<Scores> scoringOneByOne() throws ScoringException {
    return scorer.score(List.of(prepared));
  }

  @Benchmark
  public RoutingDecision routing() {
    return decide();
  }

  @Benchmark
  public byte[] dispatch() {
    return writer.write(decision);
  }

  private RoutingDecision decide() {
    return RoutingRules.decide(scored, RoutingMemory.NONE, evaluator, "benchmark", NOW);
  }

  static Path projectRoot() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("models/bundles"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
