/**
 * The Flink job. {@link io.contacttriage.job.ContactRoutingTopology} is the drawing; {@code
 * operators} are the rooms, {@code doors} the only code that sees Kafka.
 */
package io.contacttriage.job;
