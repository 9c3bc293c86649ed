package io.contacttriage.benchmarks;

import io.contacttriage.contact.Channel;
import io.contacttriage.contact.ContactFacts;
import io.contacttriage.job.operators.ControlRecord;
import io.contacttriage.job.operators.RouteContactsFunction;
import io.contacttriage.job.operators.RoutingOperator;
import io.contacttriage.job.settings.FlinkDefaults;
import io.contacttriage.job.settings.RoutingSettings;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.scoring.ScoredContact;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The routing room with its state in RocksDB, and no policy book: time per new contact, of a
 * subject that has written before, by how many contacts it remembers.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StateBenchmark {
  private static final int CONTACTS_OF_A_SUBJECT = 4;
  private static final int MAX_PARALLELISM = 720;
  private static final Instant NOW = Instant.parse("2026-11-18T12:00:00Z");

  /** Contacts that the room has in its state. */
  @Param({"10000", "100000", "1000000"})
  public int remembered;

  private final Random random = new Random(5);
  private KeyedTwoInputStreamOperatorTestHarness<
          String, ScoredContact, ControlRecord, RoutingDecision>
      room;
  private int sent;

  /** Lets the room answer the contacts that it is to remember. */
  @Setup
  public void open() throws Exception {
    room =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new RoutingOperator(
                new RouteContactsFunction(
                    new RoutingSettings(Duration.ofDays(7), Duration.ofDays(31), 0), false, null),
                context -> null),
            contact -> contact.facts().routingKey(),
            null,
            Types.STRING,
            MAX_PARALLELISM,
            1,
            0);
    Configuration settings = FlinkDefaults.configuration();
    // As ./triage plan gives it; the harness would give 3 MiB.
    settings.set(RocksDBOptions.FIX_PER_SLOT_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
    room.setStateBackend(
        new EmbeddedRocksDBStateBackend()
            .configure(settings, StateBenchmark.class.getClassLoader()));
    room.open();
    while (sent < remembered) {
      route();
      forgetAnswers();
    }
  }

  @Benchmark
  public void route() throws Exception {
    room.processElement1(contact("c-" + sent++), 0);
  }

  /** The harness keeps what left the room. */
  @TearDown(Level.Iteration)
  public void forgetAnswers() {
    room.getOutput().clear();
  }

  @TearDown
  public void close() throws Exception {
    room.close();
  }

  private ScoredContact contact(String id) {
    String subject = "u-" + random.nextInt(remembered / CONTACTS_OF_A_SUBJECT);
    ContactFacts facts =
        new ContactFacts(
            id,
            subject,
            Channel.CHAT,
            null,
            null,
            NOW,
            null,
            Map.of(),
            null,
            80,
            "Latn",
            Map.of(),
            0,
            Map.of());
    return new ScoredContact(facts, null, "no_model", null);
  }
}
