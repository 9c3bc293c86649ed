package io.contacttriage.routing.launch;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What became of a policy book, told by one task of the job: each routing subtask for a book that
 * reached it, the policy room alone for one that did not pass the checks. Sink: topic {@code
 * policy-status}, {@code config/schemas/policy-status.schema.json}.
 *
 * @param book its name, or null when it could not be read
 * @param version of the book, or null when it could not be read
 * @param role live or candidate
 * @param problems why it was refused or taken away; empty when it was accepted
 * @param subtask from 0
 * @param parallelism of the task that tells: as many are to be awaited
 * @param at the task's own clock
 * @param offset of the record in the topic policies that this answers
 */
public record PolicyStatus(
    String book,
    Long version,
    Role role,
    Outcome outcome,
    List<String> problems,
    int subtask,
    int parallelism,
    Instant at,
    long offset) {
  public PolicyStatus {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(outcome, "outcome");
    problems = problems == null ? List.of() : List.copyOf(problems);
  }

  /** What a book is there for. On the wire: the lower-case name. */
  public enum Role {
    LIVE,
    CANDIDATE;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    public String wireName() {
      return wireName;
    }
  }

  /** What became of it. On the wire: the lower-case name. */
  public enum Outcome {
    /** In effect: the subtask's next contact meets it. */
    ACCEPTED,
    /** Never in effect; the book before stays. */
    REFUSED,
    /** In effect no longer: taken back by a person, or because another book became live. */
    WITHDRAWN,
    /** In effect no longer: taken back by its guard. */
    REVERTED;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    public String wireName() {
      return wireName;
    }
  }
}
