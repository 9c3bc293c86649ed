/** Reports for browsers: one file each, with its style and drawings inside. */
package io.contacttriage.cli.report;
