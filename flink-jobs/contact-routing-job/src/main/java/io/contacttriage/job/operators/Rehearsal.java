package io.contacttriage.job.operators;

import io.contacttriage.contact.Contact;
import io.contacttriage.contact.ContactReader;
import io.contacttriage.contact.IntakeRecord;
import io.contacttriage.contact.RecordCoordinates;
import io.contacttriage.job.Stage;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import io.contacttriage.text.PreparedContact;
import io.contacttriage.text.TextRoom;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Each room plays through made-up contacts before it takes real ones, once per process: otherwise
 * the first seconds after a start, with the longest queue of all, pay for class loading and for
 * code that is not compiled yet.
 */
final class Rehearsal {
  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
  private static final int CONTACTS = 1_000;
  private static final long AT_MOST_NANOS = 800_000_000L;
  private static final Set<Stage> DONE = EnumSet.noneOf(Stage.class);

  private static final String JSON =
      """
      {"contactId":"rehearsal","customerId":"nobody","channel":"email","language":"ms",
       "receivedAt":"2026-01-01T00:00:00Z","subject":"Akaun saya","body":"Hello <b>team</b>, my account \
      was changed by somebody. Tolong bantu, saya tak boleh masuk 请帮帮我 since 3 days. Call +60 12-345 \
      6789 or write to someone@example.org","attributes":{"app":"1"},"customer":{"tier":"basic"}}
      """;

  private Rehearsal() {}

  /** One made-up contact through a room. */
  interface Play {
    void once(int round) throws Exception;
  }

  /**
   * Plays {@code stage} unless this process has done so; at most a second. A play that fails is no
   * reason not to start: real contacts have their own answer to that failure.
   */
  static void of(Stage stage, Play play) {
    synchronized (DONE) {
      if (!DONE.add(stage)) {
        return;
      }
    }
    long until = System.nanoTime() + AT_MOST_NANOS;
    try {
      for (int round = 0; round < CONTACTS && System.nanoTime() < until; round++) {
        play.once(round);
      }
    } catch (Exception failure) {
      LOG.warn("Room {} could not rehearse: {}", stage.uid(), failure.toString());
    }
  }

  static IntakeRecord record() {
    return new IntakeRecord(
        null,
        JSON.getBytes(StandardCharsets.UTF_8),
        null,
        new RecordCoordinates("rehearsal", 0, 0, -1));
  }

  static Contact contact() {
    return new ContactReader(Clock.systemUTC()).read(record()).contact();
  }

  /** A contact of as many tokens as many contacts have; {@code round} varies the length. */
  static PreparedContact prepared(int round) {
    int[] tokenIds = new int[4 << (round % 6)];
    Arrays.fill(tokenIds, 1);
    return new PreparedContact(
        new TextRoom().prepare(contact(), text -> tokenIds).facts(), tokenIds);
  }

  /** A scored contact; {@code round} varies its topic, so that many rules are tried. */
  static ScoredContact scored(int round) {
    float[] topics = new float[Topic.values().length];
    topics[round % topics.length] = 1;
    float[] urgencies = new float[Urgency.values().length];
    urgencies[round % urgencies.length] = 1;
    float[] harms = new float[HarmLabel.values().length];
    return new ScoredContact(
        prepared(0).facts(),
        new Scores(
            topics, urgencies, harms, new boolean[harms.length], "en", 1, "fast", "rehearsal/0"),
        null,
        null);
  }
}
