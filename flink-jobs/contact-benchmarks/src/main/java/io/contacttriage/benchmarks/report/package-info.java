/** What the benchmarks found, for a terminal, a browser and a program. */
package io.contacttriage.benchmarks.report;
