package io.contacttriage.cli.demo;

import io.contacttriage.cli.live.SeenReject;
import io.contacttriage.cli.live.SeenRoute;
import io.contacttriage.cli.live.TopicReader;
import java.time.Duration;
import java.time.InstantSource;

/** Reads routes and rejects into a tally until its thread is interrupted. */
final class OutcomeReader implements Runnable {
  private static final Duration WAIT = Duration.ofMillis(100);

  private final TopicReader reader;
  private final String routesTopic;
  private final Tally tally;
  private final InstantSource clock;

  OutcomeReader(TopicReader reader, String routesTopic, Tally tally, InstantSource clock) {
    this.reader = reader;
    this.routesTopic = routesTopic;
    this.tally = tally;
    this.clock = clock;
  }

  @Override
  public void run() {
    try (reader) {
      while (!Thread.currentThread().isInterrupted()) {
        var records = reader.poll(WAIT);
        long now = clock.millis();
        for (var record : records) {
          if (record.topic().equals(routesTopic)) {
            tally.route(SeenRoute.read(record.value()), now);
          } else {
            tally.reject(SeenReject.read(record.value()));
          }
        }
      }
    } catch (org.apache.kafka.common.errors.InterruptException e) {
      Thread.currentThread().interrupt();
    }
  }
}
