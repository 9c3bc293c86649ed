package io.contacttriage.routing.diff;

import java.util.Locale;
import java.util.Objects;

/**
 * One thing that differs between two books.
 *
 * @param policy id of the policy that it belongs to, or null when it belongs to the book as a whole
 * @param about what kind of thing changes
 * @param name of that thing: a rule's id, a queue's name
 * @param words what happens to it, to be read after its kind and name
 */
public record BookChange(String policy, About about, String name, String words) {
  /** What a change is about. */
  public enum About {
    BOOK,
    QUEUE,
    CALENDAR,
    CLOCK,
    TERMS,
    ROUTE,
    POLICY,
    RULE,
    TEST;

    /** As people write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public BookChange {
    Objects.requireNonNull(about, "about");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(words, "words");
  }

  /** Such as {@code rule refund sends contacts to payments, P2, instead of refunds, P3}. */
  @Override
  public String toString() {
    return about.word() + " " + name + " " + words;
  }
}
