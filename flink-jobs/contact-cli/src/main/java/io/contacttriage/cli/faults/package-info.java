/** Faults of a cluster under load, and an account of every contact afterwards. */
package io.contacttriage.cli.faults;
