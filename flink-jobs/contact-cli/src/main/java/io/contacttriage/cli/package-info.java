/** The {@code triage} command line. */
package io.contacttriage.cli;
