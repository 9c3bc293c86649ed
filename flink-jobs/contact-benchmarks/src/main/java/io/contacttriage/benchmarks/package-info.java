/**
 * {@code ./triage bench}: what the product does on this machine, beside the alternatives that lost.
 */
package io.contacttriage.benchmarks;
