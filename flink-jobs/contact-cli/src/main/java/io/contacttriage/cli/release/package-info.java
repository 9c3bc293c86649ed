/** Which model bundle is active: {@code triage model release}, {@code rollback}, {@code status}. */
package io.contacttriage.cli.release;
