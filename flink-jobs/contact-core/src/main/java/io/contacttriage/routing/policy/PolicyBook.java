package io.contacttriage.routing.policy;

import io.contacttriage.routing.Route;
import io.contacttriage.routing.cel.ConditionCompiler;
import io.contacttriage.text.terms.TermList;
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
 * @param rolloutPercent of the subjects that this book decides for while it is the candidate
 * @param guard what withdraws this book while it is the candidate, or null
 * @param terms lists of words that conditions ask for
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
    List<Policy> policies,
    int rolloutPercent,
    LaunchGuard guard,
    List<TermList> terms) {
  public PolicyBook {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(owner, "owner");
    queues = List.copyOf(queues);
    calendars = List.copyOf(calendars);
    clocks = List.copyOf(clocks);
    Objects.requireNonNull(fallback, "fallback");
    Objects.requireNonNull(failSafe, "failSafe");
    policies = List.copyOf(policies);
    terms = List.copyOf(terms);
    if (rolloutPercent < 0 || rolloutPercent > 100) {
      throw new IllegalArgumentException("wanted 0 to 100 percent, found " + rolloutPercent);
    }
  }

  /** A book without a guard and term lists, which decides for nobody while it is the candidate. */
  public PolicyBook(
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
    this(
        name,
        version,
        owner,
        author,
        reason,
        publishedAt,
        queues,
        calendars,
        clocks,
        fallback,
        failSafe,
        policies,
        0,
        null,
        List.of());
  }

  /** This book as a new version of it, to decide for so many percent as a candidate. */
  public PolicyBook published(
      long newVersion, String by, String why, Instant at, int newRolloutPercent) {
    return new PolicyBook(
        name,
        newVersion,
        owner,
        by,
        why,
        at,
        queues,
        calendars,
        clocks,
        fallback,
        failSafe,
        policies,
        newRolloutPercent,
        guard,
        terms);
  }

  /** Compiles conditions that may name what this book has. */
  public ConditionCompiler conditionCompiler() {
    return new ConditionCompiler(
        queues.stream().map(Queue::name).toList(), terms.stream().map(TermList::name).toList());
  }

  /** {@code name/version}, as decisions carry it. */
  public String versionId() {
    return name + "/" + version;
  }
}
