/** The jobs that are compared: ours, and what it is held against. */
package io.contacttriage.benchmarks.jobs;
