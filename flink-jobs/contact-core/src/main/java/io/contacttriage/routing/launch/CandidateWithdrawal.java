package io.contacttriage.routing.launch;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/**
 * Takes back the candidate of a version and every one before it: the value of a record with the key
 * {@code withdrawn} in the topic {@code policies}, {@code
 * config/schemas/policy-withdrawal.schema.json}. It names a version, so that it can never hit a
 * candidate that was published meanwhile.
 *
 * @param version of the newest candidate that it takes back
 * @param author who did it, or null when the guard did
 * @param reason or null
 */
public record CandidateWithdrawal(long version, By by, String author, String reason, Instant at) {
  public CandidateWithdrawal {
    Objects.requireNonNull(by, "by");
    Objects.requireNonNull(at, "at");
    if (version < 1) {
      throw new IllegalArgumentException("wanted a version of at least 1, found " + version);
    }
  }

  /** Who took it back. On the wire: the lower-case name. */
  public enum By {
    PERSON,
    GUARD;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    public String wireName() {
      return wireName;
    }
  }
}
