/** A broker and a Flink session cluster as processes of their own, and the job on them. */
package io.contacttriage.cli.cluster;
