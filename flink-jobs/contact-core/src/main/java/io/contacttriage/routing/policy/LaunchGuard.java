package io.contacttriage.routing.policy;

/**
 * How far a candidate book may differ from the live one before the job withdraws it. Each share is
 * in [0, 1]; null is not watched, 0 allows not one contact.
 *
 * @param queueShare of all contacts, how many one queue may gain, and how many it may lose
 * @param safetyShare of the contacts flagged for a safety label, how many may be answered less
 *     urgently or later
 * @param unroutedShare of all contacts, how many may lose their rule: fall back, or meet a rule
 *     that fails
 * @param falseAlarms the most that a candidate within all limits is ever withdrawn
 */
public record LaunchGuard(
    Double queueShare, Double safetyShare, Double unroutedShare, double falseAlarms) {
  static final double USUAL_FALSE_ALARMS = 0.01;
}
