package io.contacttriage.routing.cel;

/**
 * What is wrong with a condition.
 *
 * @param line within the condition, from 1
 * @param column within that line, from 1
 * @param hint what to do about it, or empty
 */
public record ConditionProblem(int line, int column, String message, String hint) {}
