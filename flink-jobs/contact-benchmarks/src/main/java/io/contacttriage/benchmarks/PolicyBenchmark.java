package io.contacttriage.benchmarks;

import io.contacttriage.contact.Channel;
import io.contacttriage.contact.ContactFacts;
import io.contacttriage.contact.Customer;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.routing.ScorePrecision;
import io.contacttriage.routing.cel.CompiledConditions;
import io.contacttriage.routing.cel.Condition;
import io.contacttriage.routing.cel.ConditionCompiler;
import io.contacttriage.routing.cel.ConditionException;
import io.contacttriage.routing.cel.ContactVariables;
import io.contacttriage.routing.policy.Evaluation;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyBookReader;
import io.contacttriage.routing.policy.PolicyBookResult;
import io.contacttriage.routing.policy.PolicyBookWriter;
import io.contacttriage.routing.policy.PolicyEvaluator;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

/** One contact by a policy book of many rules, on one core: time per contact. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PolicyBenchmark {
  private static final int CONTACTS = 1024;
  private static final Instant NOW = Instant.parse("2026-11-18T12:00:00Z");

  /** Size of the book. */
  @Param({"100", "1000", "10000"})
  public int rules;

  private final Random random = new Random(11);
  private final List<ScoredContact> contacts = new ArrayList<>();
  private final List<Condition> conditions = new ArrayList<>();
  private byte[] snapshot;
  private PolicyEvaluator evaluator;
  private final CompiledConditions known = new CompiledConditions();
  // Conditions are known while a book has them.
  private PolicyEvaluator effective;
  private int turn;

  /** Compiles the book and makes contacts of all kinds. */
  @Setup
  public void open() {
    PolicyBook book = LargeBook.of(rules);
    snapshot = PolicyBookWriter.write(book);
    evaluator = PolicyEvaluator.compile(PolicyBookReader.readJson(snapshot));
    ConditionCompiler compiler = book.conditionCompiler();
    book.policies().stream()
        .flatMap(policy -> policy.rules().stream())
        .map(rule -> compiler.compile(rule.when()).condition())
        .forEach(conditions::add);
    for (int i = 0; i < CONTACTS; i++) {
      contacts.add(contact());
    }
  }

  @Benchmark
  public Evaluation evaluate() {
    return evaluator.evaluate(next(), memory());
  }

  /** The alternative that loses: every condition is asked, without an index. */
  @Benchmark
  public int askEveryRule() {
    ScoredContact contact = next();
    ContactVariables variables =
        new ContactVariables(ScorePrecision.rounded(contact.scores()), contact.facts(), memory());
    int matches = 0;
    for (Condition condition : conditions) {
      matches += matches(condition, variables) ? 1 : 0;
    }
    return matches;
  }

  /**
   * From the published bytes to a book that decides, in a process that has compiled books before.
   */
  @Benchmark
  @Measurement(iterations = 5, time = 2)
  public PolicyEvaluator compile() {
    return PolicyEvaluator.compile(PolicyBookReader.readRules(snapshot, new CompiledConditions()));
  }

  /** The same where the version before, with the same conditions, is in effect. */
  @Benchmark
  @Measurement(iterations = 5, time = 2)
  public PolicyEvaluator compileNextVersion() {
    PolicyBookResult next = PolicyBookReader.readRules(snapshot, known);
    effective = PolicyEvaluator.compile(next);
    return effective;
  }

  private static boolean matches(Condition condition, ContactVariables variables) {
    try {
      return condition.matches(variables);
    } catch (ConditionException unknown) {
      return false;
    }
  }

  private RoutingMemory memory() {
    return turn % 4 == 0 ? new RoutingMemory(0, 2, 3, "queue-1") : RoutingMemory.NONE;
  }

  private ScoredContact next() {
    turn = (turn + 1) % CONTACTS;
    return contacts.get(turn);
  }

  private ScoredContact contact() {
    float[] harms = new float[HarmLabel.values().length];
    boolean[] flagged = new boolean[harms.length];
    for (HarmLabel label : HarmLabel.values()) {
      float score = random.nextInt(8) == 0 ? random.nextFloat() : random.nextFloat() / 10;
      harms[label.ordinal()] = score;
      flagged[label.ordinal()] = score >= 0.5f && !label.isSafety();
    }
    Scores scores =
        new Scores(
            shares(Topic.values().length),
            shares(Urgency.values().length),
            harms,
            flagged,
            pick(LargeBook.LANGUAGES),
            0.9f,
            "fast",
            "benchmark/1");
    ContactFacts facts =
        new ContactFacts(
            "c-1",
            "u-1",
            Channel.values()[random.nextInt(Channel.values().length)],
            null,
            pick(LargeBook.COUNTRIES),
            NOW,
            new Customer(pick(LargeBook.TIERS), "viewer", "18+"),
            random.nextInt(3) == 0 ? Map.of("app", "lite") : Map.of("app", "full"),
            null,
            random.nextInt(900),
            "Latn",
            Map.of(),
            0,
            Map.of());
    return new ScoredContact(facts, scores, null, null);
  }

  private float[] shares(int size) {
    float[] shares = new float[size];
    float most = 0.3f + random.nextFloat() * 0.6f;
    Arrays.fill(shares, (1 - most) / (size - 1));
    shares[random.nextInt(size)] = most;
    return shares;
  }

  private String pick(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }
}
