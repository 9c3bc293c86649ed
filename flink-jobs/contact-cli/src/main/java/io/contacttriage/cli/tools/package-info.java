/** Commands that score, explain and check, without a cluster. */
package io.contacttriage.cli.tools;
