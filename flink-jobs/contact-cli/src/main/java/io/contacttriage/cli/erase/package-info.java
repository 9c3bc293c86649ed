/** {@code triage erase}: a running job forgets a person. */
package io.contacttriage.cli.erase;
