package io.contacttriage.routing;

/**
 * Why a decision is what it is: one rule that matched.
 *
 * @param policy id of the policy, or {@code engine} for the fallback, the fail-safe and the floor
 * @param rule id of the rule
 * @param margin how far the least certain score of the rule's condition lies from its limit, in [0,
 *     1]; null when the condition compares no score
 */
public record Reason(String policy, String rule, Double margin) {}
