package io.contacttriage.job.settings;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long the routing room remembers, and how much it tells of a candidate book.
 *
 * @param duplicatesTtl a contact id, from its decision
 * @param historyTtl a subject's repeat contacts, from the latest one
 * @param shadowSampleShare of the contacts that a candidate decides differently, in [0, 1]
 */
public record RoutingSettings(Duration duplicatesTtl, Duration historyTtl, double shadowSampleShare)
    implements Serializable {}
