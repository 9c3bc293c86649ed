package io.contacttriage.routing.backtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.routing.AuditReader;
import io.contacttriage.routing.AuditRecord;
import io.contacttriage.routing.AuditWriter;
import io.contacttriage.routing.DecisionWriter;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.routing.TestingContacts;
import io.contacttriage.routing.cel.CompiledConditions;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyBookReader;
import io.contacttriage.routing.policy.PolicyBookWriter;
import io.contacttriage.routing.policy.PolicyEvaluator;
import io.contacttriage.routing.policy.Replay;
import io.contacttriage.routing.policy.RoutingRules;
import io.contacttriage.routing.policy.TestingCase;
import io.contacttriage.routing.policy.TestingRandomBook;
import io.contacttriage.scoring.ScoredContact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What the live job decides, the replay of its audit decides and the backtest decides, byte for
 * byte, for random contacts and random books. Small here; the long proof is {@code mvn test
 * -Dtest=AgreementTest -Dagreement.contacts=100000 -Dagreement.books=200}.
 */
class AgreementTest {
  private static final int CONTACTS = Integer.getInteger("agreement.contacts", 400);
  private static final int BOOKS = Integer.getInteger("agreement.books", 25);
  private static final int UNSCORED_OF = 20;
  private static final Instant NOW = Instant.parse("2026-07-03T09:30:01.123456Z");

  private final DecisionWriter writer = new DecisionWriter();

  @Test
  void liveReplayAndBacktestSayTheSameToTheByte() {
    Set<String> queues = new TreeSet<>();
    List<PolicyEvaluator> live = new ArrayList<>();
    List<PolicyEvaluator> published = new ArrayList<>();
    CompiledConditions conditions = new CompiledConditions();
    for (int seed = 0; seed < BOOKS; seed++) {
      PolicyBook book = TestingRandomBook.of(seed);
      live.add(PolicyEvaluator.compile(book));
      // As the job has it, which read the snapshot.
      published.add(
          PolicyEvaluator.compile(
              PolicyBookReader.readRules(PolicyBookWriter.write(book), conditions)));
    }
    IntStream.range(0, CONTACTS)
        .parallel()
        .forEach(
            seed -> {
              Case random = Case.of(seed);
              for (int book = 0; book < BOOKS; book++) {
                String queue = check(random, live.get(book), published.get(book));
                synchronized (queues) {
                  queues.add(queue);
                }
              }
            });
    assertThat(queues).as("the books decide something").hasSizeGreaterThan(1);
  }

  private String check(Case random, PolicyEvaluator live, PolicyEvaluator published) {
    RoutingDecision decision =
        RoutingRules.decide(random.contact, random.memory, live, "job-1", NOW);
    byte[] audit =
        new AuditWriter()
            .write(AuditRecord.decided(random.contact, random.memory, decision, live.attributes()));
    AuditRecord record = new AuditReader().read(audit);

    RoutingDecision replayed = Replay.decide(record, published);
    assertThat(json(replayed)).as(random.name).isEqualTo(json(decision));
    assertThat(Replay.isSame(record, replayed)).as(random.name).isTrue();
    assertThat(json(BacktestTally.decide(record, published)))
        .as(random.name)
        .isEqualTo(
            json(
                RoutingRules.decide(
                    random.contact,
                    random.memory,
                    live,
                    "backtest",
                    random.contact.facts().receivedAt())));
    return decision.queue();
  }

  private String json(RoutingDecision decision) {
    return new String(writer.write(decision), UTF_8);
  }

  private record Case(String name, ScoredContact contact, RoutingMemory memory) {
    static Case of(int seed) {
      TestingCase random = TestingCase.random(seed);
      ScoredContact contact =
          seed % UNSCORED_OF == 0
              ? TestingContacts.contact(
                      random.contact().scores().topic(), random.contact().scores().urgency())
                  .unscored("no_model")
              : random.contact();
      return new Case("contact " + seed, contact, random.memory());
    }
  }
}
