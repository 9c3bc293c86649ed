/** What each part of the engine costs, measured by JMH on the shipped bundle and book. */
package io.contacttriage.benchmarks;
