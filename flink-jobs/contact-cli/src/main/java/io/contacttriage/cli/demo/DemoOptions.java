package io.contacttriage.cli.demo;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a demo is asked for.
 *
 * @param contacts records to send
 * @param rate records a second
 * @param data folder of the texts
 * @param uiPort 0 for a free one
 * @param checkpointEvery also the time after which exactly-once shows a route
 */
record DemoOptions(
    int contacts,
    double rate,
    long seed,
    Path data,
    int uiPort,
    int parallelism,
    boolean exactlyOnce,
    Duration checkpointEvery) {

  Duration interval() {
    return Duration.ofNanos(Math.round(1e9 / rate));
  }
}
