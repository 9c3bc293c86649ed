package io.contacttriage.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a count grows, over the last seconds. */
final class RateMeter {
  private static final Duration WINDOW = Duration.ofSeconds(3);

  private final Deque<Reading> readings = new ArrayDeque<>();

  private record Reading(Instant at, long count) {}

  /** Takes a reading and returns the growth a second, 0 for the first one. */
  double at(Instant now, long count) {
    readings.addLast(new Reading(now, count));
    // One reading older than the window is kept, so that a slow reader still has a whole window.
    while (readings.size() > 2 && isOld(readings.stream().skip(1).findFirst().orElseThrow(), now)) {
      readings.removeFirst();
    }
    Reading oldest = readings.getFirst();
    double seconds = Duration.between(oldest.at(), now).toNanos() / 1e9;
    return seconds <= 0 ? 0 : (count - oldest.count()) / seconds;
  }

  private static boolean isOld(Reading reading, Instant now) {
    return Duration.between(reading.at(), now).compareTo(WINDOW) > 0;
  }
}
