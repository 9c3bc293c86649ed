/** {@code triage load}: records from files as contacts. */
package io.contacttriage.cli.load;
