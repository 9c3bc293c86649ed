package io.contacttriage.job.settings;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long the routing room remembers.
 *
 * @param duplicatesTtl a contact id, from its decision
 * @param historyTtl a subject's repeat contacts, from the latest one
 */
public record RoutingMemorySettings(Duration duplicatesTtl, Duration historyTtl)
    implements Serializable {}
