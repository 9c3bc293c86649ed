/** The second job: what became of decisions, from the labels of people. */
package io.contacttriage.job.outcomes;
