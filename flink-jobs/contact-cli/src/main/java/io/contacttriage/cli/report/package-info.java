/** Reports for browsers: one file each, that needs nothing from elsewhere. */
package io.contacttriage.cli.report;
