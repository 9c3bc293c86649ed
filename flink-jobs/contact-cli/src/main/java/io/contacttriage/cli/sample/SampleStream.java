package io.contacttriage.cli.sample;

import io.contacttriage.contact.Contact;
import io.contacttriage.contact.ContactWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/**
 * Contacts as they arrive, without end: texts in shuffled order and dressed as real contacts, with
 * an outage that many report at once, redeliveries and malformed records in between. The same seed,
 * texts, start and interval give the same bytes. When the texts are used up they begin again in
 * another order and under new ids.
 *
 * <p>Labelled contacts are half about harm, or nearly so, which no stream is: of this one {@value
 * #DELICATE_PERCENT} in a hundred are.
 *
 * <p>The stream comes in acts of {@value #ACT} records: each has its outage, its {@value
 * #REDELIVERIES} redeliveries and its {@value #MALFORMED} malformed records, so that a short run
 * shows all of it too.
 */
public final class SampleStream implements Iterator<SampleRecord> {
  static final int ACT = 1000;
  static final int INCIDENTS = 60;
  static final int REDELIVERIES = 20;
  static final int MALFORMED = 12;
  static final int DELICATE_PERCENT = 15;

  /** Within this many records of an act all of the outage's contacts arrive. */
  static final int INCIDENT_WINDOW = 100;

  private static final int INCIDENT_FROM = 400;
  private static final int REMEMBERED = 50;

  private final Random random;
  private final ContactDresser dresser;
  private final Shuffled<SampleText> plain;
  private final Shuffled<SampleText> delicate;
  private final Shuffled<SampleText> incident;
  private final Shuffled<MalformedKind> malformed;
  private final ContactWriter writer = new ContactWriter();
  private final String idPrefix;
  private final Instant start;
  private final Duration interval;
  private final List<SampleRecord> sent = new ArrayList<>();
  private List<SampleRecord.Kind> act = List.of();
  private long number;

  /**
   * Begins a stream.
   *
   * @param seed same seed, same stream; also in the ids
   * @param start when the first record's turn is
   * @param interval from one record's turn to the next
   */
  public SampleStream(List<SampleText> texts, long seed, Instant start, Duration interval) {
    this.random = new Random(seed);
    this.dresser = new ContactDresser(random);
    this.plain = new Shuffled<>(some(texts, false), random);
    this.delicate = new Shuffled<>(some(texts, true), random);
    this.incident = new Shuffled<>(SampleTexts.incident(), random);
    this.malformed = new Shuffled<>(List.of(MalformedKind.values()), random);
    this.idPrefix = "s" + Long.toString(seed, Character.MAX_RADIX) + "-";
    this.start = start;
    this.interval = interval;
  }

  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public SampleRecord next() {
    int place = (int) (number % ACT);
    if (place == 0) {
      act = newAct();
    }
    // Whole milliseconds, as senders write them.
    Instant sendAt = start.plus(interval.multipliedBy(number)).truncatedTo(ChronoUnit.MILLIS);
    number++;
    SampleRecord record =
        switch (act.get(place)) {
          case CONTACT -> contact(SampleRecord.Kind.CONTACT, text(), sendAt);
          case INCIDENT -> contact(SampleRecord.Kind.INCIDENT, incident.next(), sendAt);
          case REDELIVERY -> redelivery(sendAt);
          case MALFORMED -> malformed(sendAt);
        };
    remember(record);
    return record;
  }

  private List<SampleRecord.Kind> newAct() {
    List<SampleRecord.Kind> window = filled(INCIDENT_WINDOW, INCIDENTS, SampleRecord.Kind.INCIDENT);
    Collections.shuffle(window, random);
    List<SampleRecord.Kind> rest =
        filled(ACT - INCIDENT_WINDOW, MALFORMED, SampleRecord.Kind.MALFORMED);
    Collections.fill(
        rest.subList(MALFORMED, MALFORMED + REDELIVERIES), SampleRecord.Kind.REDELIVERY);
    Collections.shuffle(rest, random);
    rest.addAll(INCIDENT_FROM, window);
    // The first record of all has nothing before it that could come again.
    Collections.swap(rest, 0, rest.indexOf(SampleRecord.Kind.CONTACT));
    return rest;
  }

  private static List<SampleRecord.Kind> filled(int size, int special, SampleRecord.Kind kind) {
    List<SampleRecord.Kind> kinds =
        new ArrayList<>(Collections.nCopies(size, SampleRecord.Kind.CONTACT));
    Collections.fill(kinds.subList(0, special), kind);
    return kinds;
  }

  private SampleText text() {
    return random.nextInt(100) < DELICATE_PERCENT ? delicate.next() : plain.next();
  }

  /** All texts where none are of the kind. */
  private static List<SampleText> some(List<SampleText> texts, boolean delicate) {
    List<SampleText> some = texts.stream().filter(text -> text.delicate() == delicate).toList();
    return some.isEmpty() ? texts : some;
  }

  private SampleRecord contact(SampleRecord.Kind kind, SampleText text, Instant sendAt) {
    Contact contact = dresser.dress(text, contactId(), sendAt);
    return new SampleRecord(
        kind, contact.contactId(), contact.routingKey(), writer.write(contact), sendAt);
  }

  private SampleRecord redelivery(Instant sendAt) {
    SampleRecord again = sent.get(random.nextInt(sent.size()));
    return new SampleRecord(
        SampleRecord.Kind.REDELIVERY, again.contactId(), again.key(), again.value(), sendAt);
  }

  private SampleRecord malformed(Instant sendAt) {
    Contact contact = dresser.dress(text(), contactId(), sendAt);
    return new SampleRecord(
        SampleRecord.Kind.MALFORMED,
        null,
        contact.routingKey(),
        malformed.next().of(contact),
        sendAt);
  }

  private void remember(SampleRecord record) {
    if (record.kind() == SampleRecord.Kind.CONTACT || record.kind() == SampleRecord.Kind.INCIDENT) {
      sent.add(record);
      if (sent.size() > REMEMBERED) {
        sent.remove(0);
      }
    }
  }

  private String contactId() {
    return String.format("%s%06d", idPrefix, number);
  }

  /** All of them in a random order, then all of them in another. */
  private static final class Shuffled<T> {
    private final List<T> all;
    private final Random random;
    private int next;

    Shuffled(List<T> all, Random random) {
      if (all.isEmpty()) {
        throw new IllegalArgumentException("wanted something to shuffle, found nothing");
      }
      this.all = new ArrayList<>(all);
      this.random = random;
    }

    T next() {
      if (next == 0) {
        Collections.shuffle(all, random);
      }
      T value = all.get(next);
      next = (next + 1) % all.size();
      return value;
    }
  }
}
