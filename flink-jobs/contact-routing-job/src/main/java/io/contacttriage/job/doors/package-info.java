/** The only code of the product that sees Kafka: records in, records out. */
package io.contacttriage.job.doors;
