/** What became of decisions: labels of people, counts, intervals and drift. */
package io.contacttriage.routing.outcome;
