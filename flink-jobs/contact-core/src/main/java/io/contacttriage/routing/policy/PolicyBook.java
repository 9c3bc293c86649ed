package io.contacttriage.routing.policy;

import io.contacttriage.routing.Route;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Everything that decides where contacts go: one whole snapshot. Read by {@link PolicyBookReader}
 * from YAML files or from the topic {@code policies}; a book from there is consistent.
 *
 * @param name of the book, such as {@code shipped}
 * @param version rises with every publication; the newest wins
 * @param owner who answers for the book
 * @param author who published this version, or null
 * @param reason why this version was published, or null
 * @param publishedAt or null while the book is only files
 * @param fallback route when no rule routes a contact
 * @param failSafe route when there are no scores
 * @param policies in the order in which their rules are tried
 */
public record PolicyBook(
    String name,
    long version,
    String owner,
    String author,
    String reason,
    Instant publishedAt,
    List<Queue> queues,
    List<BusinessCalendar> calendars,
    List<LegalClock> clocks,
    Route fallback,
    Route failSafe,
    List<Policy> policies) {
  public PolicyBook {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(owner, "owner");
    queues = List.copyOf(queues);
    calendars = List.copyOf(calendars);
    clocks = List.copyOf(clocks);
    Objects.requireNonNull(fallback, "fallback");
    Objects.requireNonNull(failSafe, "failSafe");
    policies = List.copyOf(policies);
  }

  /** {@code name/version}, as decisions carry it. */
  public String versionId() {
    return name + "/" + version;
  }
}
