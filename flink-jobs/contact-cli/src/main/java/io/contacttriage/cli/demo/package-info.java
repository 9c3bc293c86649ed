/** {@code triage demo}: the whole job on local parts, watched while it works. */
package io.contacttriage.cli.demo;
