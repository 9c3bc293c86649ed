package io.contacttriage.benchmarks;

import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.contact.Channel;
import io.contacttriage.contact.Contact;
import io.contacttriage.contact.ContactReader;
import io.contacttriage.contact.ContactWriter;
import io.contacttriage.contact.IntakeRecord;
import io.contacttriage.contact.ReadResult;
import io.contacttriage.contact.ReadTerms;
import io.contacttriage.contact.RecordCoordinates;
import io.contacttriage.routing.DecisionWriter;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.routing.policy.PolicyBookReader;
import io.contacttriage.routing.policy.PolicyEvaluator;
import io.contacttriage.routing.policy.RoutingRules;
import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.bundle.BundleRelease;
import io.contacttriage.scoring.bundle.ModelBundle;
import io.contacttriage.scoring.onnx.ScoringTier;
import io.contacttriage.scoring.tokenizer.NativeTokenizer;
import io.contacttriage.text.PreparedContact;
import io.contacttriage.text.PreparedText;
import io.contacttriage.text.TextPreparer;
import io.contacttriage.text.TextRoom;
import io.contacttriage.text.Tokenizer;
import io.contacttriage.text.terms.TermMatcher;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One contact through each room but the scoring room, on one core: time per contact. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RoomBenchmark {
  private static final int CONTACTS = 32;
  private static final int MAX_TOKENS = 256;
  private static final Instant NOW = Instant.parse("2026-11-18T12:00:00Z");
  private static final RecordCoordinates AT = new RecordCoordinates("contacts", 0, 0, -1);

  /** Length of each text. */
  @Param({"8", "32", "128", "256"})
  public int pieces;

  private final ContactReader reader = new ContactReader(Clock.systemUTC());
  private final TextPreparer preparer = new TextPreparer();
  private final DecisionWriter writer = new DecisionWriter();
  private final List<IntakeRecord> records = new ArrayList<>();
  private final List<String> bodies = new ArrayList<>();
  private final List<String> prepared = new ArrayList<>();
  private final List<ScoredContact> scored = new ArrayList<>();
  private final List<RoutingDecision> decisions = new ArrayList<>();
  private Tokenizer tokenizer;
  private Tokenizer nativeTokenizer;
  private PolicyEvaluator evaluator;
  private TermMatcher terms;
  private int turn;

  @Setup
  public void open() throws Exception {
    evaluator =
        PolicyEvaluator.compile(
            PolicyBookReader.readDirectory(ProjectFolder.resolve("config/policies")).orThrow());
    terms = TermMatcher.of(MadeUpTerms.lists(10, 100));
    Path bundles = ProjectFolder.resolve("models/bundles");
    ModelBundle bundle = BundleRelease.loadActive(bundles);
    Path file =
        bundles
            .resolve(BundleRelease.pathOf(BundleRelease.read(bundles).active()))
            .resolve("tokenizer.json");
    try (InputStream in = Files.newInputStream(file)) {
      nativeTokenizer = NativeTokenizer.read(in, MAX_TOKENS);
    }
    try (ContactScorer scorer = ScoringTier.FAST.open(bundle)) {
      tokenizer = scorer.tokenizer();
      bodies.addAll(TextsByLength.of(pieces, CONTACTS, tokenizer));
      for (String body : bodies) {
        add(body, scorer);
      }
    }
  }

  private void add(String body, ContactScorer scorer) throws Exception {
    Contact contact =
        new Contact(
            "c1", null, "u1", Channel.CHAT, null, null, NOW, null, body, null, null, null, null);
    records.add(new IntakeRecord(null, new ContactWriter().write(contact), null, AT));
    prepared.add(preparer.prepare("", body).text());
    PreparedContact inside = new TextRoom().prepare(contact, tokenizer);
    Scores scores = scorer.score(List.of(inside)).get(0);
    ScoredContact outside = new ScoredContact(inside.facts(), scores, null, null);
    scored.add(outside);
    decisions.add(decide(outside));
  }

  @Benchmark
  public ReadResult readJson() {
    return reader.read(next(records));
  }

  @Benchmark
  public PreparedText normalize() {
    return preparer.prepare("", next(bodies));
  }

  /** Ten lists of a hundred terms of two languages, of which hardly any hits. */
  @Benchmark
  public ReadTerms readTerms() {
    return terms.read(next(prepared));
  }

  @Benchmark
  public int[] tokenize() {
    return tokenizer.encode(next(prepared));
  }

  /** The alternative that loses: the Hugging Face library's native code. */
  @Benchmark
  public int[] tokenizeNatively() {
    return nativeTokenizer.encode(next(prepared));
  }

  @Benchmark
  public RoutingDecision evaluatePolicies() {
    return decide(next(scored));
  }

  @Benchmark
  public byte[] writeJson() {
    return writer.write(next(decisions));
  }

  private RoutingDecision decide(ScoredContact contact) {
    return RoutingRules.decide(contact, RoutingMemory.NONE, evaluator, "benchmark", NOW);
  }

  private <T> T next(List<T> list) {
    turn = (turn + 1) % CONTACTS;
    return list.get(turn);
  }
}
