package io.contacttriage.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.contacttriage.cli.live.TopicReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads routes as a queue would and notes when each became visible. */
final class RouteWatcher implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration WAIT = Duration.ofMillis(50);

  private final TopicReader reader;
  private final List<Seen> seen = new ArrayList<>();
  private final Thread thread = new Thread(this::watch, "route-watcher");
  private volatile boolean ended;

  /**
   * A route.
   *
   * @param turn when the contact was to be sent, in milliseconds of the epoch
   * @param at when the route was read
   */
  record Seen(
      String contactId,
      long turn,
      long at,
      String tier,
      String model,
      String policy,
      boolean degraded) {
    long latency() {
      return Math.max(0, at - turn);
    }
  }

  private RouteWatcher(TopicReader reader) {
    this.reader = reader;
    thread.setDaemon(true);
  }

  static RouteWatcher start(String bootstrapServers, String topic) {
    RouteWatcher watcher = new RouteWatcher(TopicReader.fromEnd(bootstrapServers, List.of(topic)));
    watcher.thread.start();
    return watcher;
  }

  /** All routes until now. */
  List<Seen> seen() {
    return seenSince(0);
  }

  /** The routes until now but for so many that came first. */
  List<Seen> seenSince(int first) {
    synchronized (seen) {
      return List.copyOf(seen.subList(first, seen.size()));
    }
  }

  int count() {
    synchronized (seen) {
      return seen.size();
    }
  }

  private void watch() {
    try (reader) {
      while (!ended) {
        var records = reader.poll(WAIT);
        long now = System.currentTimeMillis();
        List<Seen> news = new ArrayList<>(records.size());
        records.forEach(record -> news.add(read(record.value(), now)));
        synchronized (seen) {
          seen.addAll(news);
        }
      }
    }
  }

  private static Seen read(byte[] value, long now) {
    try {
      JsonNode route = JSON.readTree(value);
      return new Seen(
          route.path("contactId").textValue(),
          Instant.parse(route.path("receivedAt").textValue()).toEpochMilli(),
          now,
          route.path("scores").path("tier").asText("none"),
          route.path("versions").path("model").asText("none"),
          route.path("versions").path("policy").asText("none"),
          !route.path("degraded").isNull());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    ended = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
