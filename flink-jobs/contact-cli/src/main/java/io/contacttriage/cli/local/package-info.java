/** Real parts on this machine: a Kafka broker, a Flink cluster, their folder and their topics. */
package io.contacttriage.cli.local;
