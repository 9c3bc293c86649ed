package io.contacttriage.routing.policy;

import io.contacttriage.routing.DueClock;
import java.time.Instant;
import java.util.Objects;

/**
 * A deadline that a law sets.
 *
 * @param name how rules refer to it
 * @param law such as {@code PSD2 Art. 73(1)}
 * @param calendar whose days count, or null for a plain time span
 */
public record LegalClock(String name, String law, BusinessCalendar calendar, Due due) {
  public LegalClock {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(law, "law");
    if (due.needsCalendar() && calendar == null) {
      throw new IllegalArgumentException("clock " + name + " counts days and needs a calendar");
    }
  }

  /** This clock, started by a contact that was received then. */
  public DueClock startedAt(Instant receivedAt) {
    return new DueClock(law, due.after(receivedAt, calendar));
  }
}
