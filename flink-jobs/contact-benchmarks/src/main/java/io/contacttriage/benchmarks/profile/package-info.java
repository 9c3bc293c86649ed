/** Where the CPU time of a job goes, as a picture. */
package io.contacttriage.benchmarks.profile;
