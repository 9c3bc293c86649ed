package io.contacttriage.cli.sample;

import io.contacttriage.cli.ProjectFolder;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/**
 * The sample stream's contacts without its redeliveries and malformed records, so that each gives
 * one route. A text never comes twice, or else the score cache would answer from the second round
 * on: each has a case code of its own. Only the outage's texts repeat, six in a hundred.
 */
public final class FreshContacts implements Iterator<SampleRecord> {
  private static final int LETTERS_OF_A_CASE = 6;

  private final List<SampleText> texts;
  private final Instant start;
  private final Duration interval;
  private SampleStream stream;
  private long seed;
  private long number;
  private int left;

  /** Contacts of the shipped texts. */
  public FreshContacts(long seed, Instant start, Duration interval) {
    this(SampleTexts.readFolder(ProjectFolder.resolve("models/contacts")), seed, start, interval);
  }

  /**
   * @param texts what they say
   * @param seed same seed, same contacts
   * @param start when the first contact's turn is
   * @param interval from one contact's turn to the next
   */
  public FreshContacts(List<SampleText> texts, long seed, Instant start, Duration interval) {
    this.texts = List.copyOf(texts);
    this.seed = seed;
    this.start = start;
    this.interval = interval;
  }

  @Override
  public boolean hasNext() {
    return true;
  }

  /** The next contact; its {@code sendAt} and {@code receivedAt} are when its turn is. */
  @Override
  public SampleRecord next() {
    while (true) {
      if (left == 0) {
        begin();
      }
      left--;
      number++;
      SampleRecord record = stream.next();
      if (record.kind() == SampleRecord.Kind.CONTACT
          || record.kind() == SampleRecord.Kind.INCIDENT) {
        return record;
      }
    }
  }

  private void begin() {
    seed++;
    Random random = new Random(seed);
    List<SampleText> numbered =
        texts.stream()
            .map(
                text ->
                    new SampleText(
                        text.text() + " #" + caseCode(random), text.language(), text.delicate()))
            .toList();
    stream = new SampleStream(numbered, seed, start.plus(interval.multipliedBy(number)), interval);
    left = numbered.size();
  }

  /** Letters, since digits would be looked at as if they were a phone number. */
  private static String caseCode(Random random) {
    return random
        .ints(LETTERS_OF_A_CASE, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
