package io.contacttriage.benchmarks;

import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.local.ChildJvm;
import io.contacttriage.cli.local.LocalLogs;
import io.contacttriage.cli.sample.FreshContacts;
import io.contacttriage.contact.ContactReader;
import io.contacttriage.contact.IntakeRecord;
import io.contacttriage.contact.RecordCoordinates;
import io.contacttriage.routing.DecisionWriter;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.routing.policy.PolicyBookReader;
import io.contacttriage.routing.policy.PolicyEvaluator;
import io.contacttriage.routing.policy.RoutingRules;
import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.bundle.BundleRelease;
import io.contacttriage.scoring.onnx.ScoringTier;
import io.contacttriage.text.PreparedContact;
import io.contacttriage.text.TextRoom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * The same rooms in a bare loop, from bytes to bytes, without Flink and Kafka: {@code THREADS
 * BATCH}. Tells how many contacts it has done.
 */
final class BareLoopMain {
  private static final int CONTACTS = 20_000;
  static final String DONE = "DONE";
  private static final RecordCoordinates AT = new RecordCoordinates("contacts", 0, 0, -1);

  private BareLoopMain() {}

  public static void main(String[] args) throws Exception {
    LocalLogs.silence();
    int threads = Integer.parseInt(args[0]);
    int batch = Integer.parseInt(args[1]);
    List<byte[]> records = new ArrayList<>();
    FreshContacts contacts = new FreshContacts(7, Instant.now(), Duration.ZERO);
    for (int i = 0; i < CONTACTS; i++) {
      records.add(contacts.next().value());
    }
    PolicyEvaluator evaluator =
        PolicyEvaluator.compile(
            PolicyBookReader.readDirectory(ProjectFolder.resolve("config/policies")).orThrow());
    ContactScorer scorer =
        ScoringTier.AUTO.open(BundleRelease.loadActive(ProjectFolder.resolve("models/bundles")));
    LongAdder done = new LongAdder();
    for (int i = 0; i < threads; i++) {
      int from = CONTACTS / threads * i;
      Thread thread =
          new Thread(() -> loop(records, from, batch, scorer, evaluator, done), "bare-" + i);
      thread.setDaemon(true);
      thread.start();
    }
    ChildJvm.sayReady("");
    ChildJvm.tell(DONE, done::sum);
    ChildJvm.awaitEnd();
    System.exit(0);
  }

  private static void loop(
      List<byte[]> records,
      int from,
      int size,
      ContactScorer scorer,
      PolicyEvaluator evaluator,
      LongAdder done) {
    ContactReader reader = new ContactReader(Clock.systemUTC());
    TextRoom room = new TextRoom();
    DecisionWriter writer = new DecisionWriter();
    List<PreparedContact> batch = new ArrayList<>();
    int next = from;
    try {
      while (true) {
        batch.clear();
        while (batch.size() < size) {
          byte[] value = records.get(next);
          next = (next + 1) % records.size();
          batch.add(
              room.prepare(
                  reader.read(new IntakeRecord(null, value, null, AT)).contact(),
                  scorer.tokenizer()));
        }
        List<Scores> scores = scorer.score(batch);
        for (int i = 0; i < size; i++) {
          ScoredContact scored = new ScoredContact(batch.get(i).facts(), scores.get(i), null, null);
          writer.write(
              RoutingRules.decide(scored, RoutingMemory.NONE, evaluator, "bare", Instant.now()));
        }
        done.add(size);
      }
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1);
    }
  }
}
