/**
 * Every setting of the job, its default and its meaning; {@code docs/configuration.md} is made of
 * it.
 */
package io.contacttriage.job.settings;
