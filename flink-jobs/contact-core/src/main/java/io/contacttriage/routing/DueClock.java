package io.contacttriage.routing;

import java.time.Instant;

/**
 * A legal clock that runs for this contact.
 *
 * @param law such as {@code PSD2 Art. 73(1)}
 */
public record DueClock(String law, Instant due) {}
