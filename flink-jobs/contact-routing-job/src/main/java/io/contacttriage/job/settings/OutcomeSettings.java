package io.contacttriage.job.settings;

import java.io.Serializable;
import java.time.Duration;

/**
 * What the outcome report is told.
 *
 * @param joinTtl how long a decision and a label wait for each other
 * @param reportEvery a changed group is told at most once in this time
 * @param driftWindow that scores are compared over
 */
public record OutcomeSettings(
    String labelsTopic,
    String outcomesTopic,
    Duration joinTtl,
    Duration reportEvery,
    Duration driftWindow)
    implements Serializable {}
