/** How much hardware a rate of contacts needs, from a short calibration on this machine. */
package io.contacttriage.cli.plan;
