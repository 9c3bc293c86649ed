package io.contacttriage.scoring.onnx;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A registry and the one thread that polls it: sessions are opened and closed there and nowhere
 * else, never on the thread of a task.
 */
final class PolledRegistry {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final BundleRegistry registry;
  private final ScheduledExecutorService loader;
  private final Future<?> firstPoll;

  /** Guarded by {@link SharedRegistries}. */
  private int users;

  private PolledRegistry(
      BundleRegistry registry, ScheduledExecutorService loader, Future<?> firstPoll) {
    this.registry = registry;
    this.loader = loader;
    this.firstPoll = firstPoll;
  }

  static PolledRegistry start(BundleRegistry registry, Duration interval) {
    ScheduledExecutorService loader =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "model-registry");
              thread.setDaemon(true);
              return thread;
            });
    Future<?> firstPoll = loader.submit(registry::poll);
    // Another moment in each process: a hundred TaskManagers must not all read at the same one.
    long jitter = ThreadLocalRandom.current().nextLong(interval.toNanos());
    var unused =
        loader.scheduleWithFixedDelay(
            registry::poll, interval.toNanos() + jitter, interval.toNanos(), TimeUnit.NANOSECONDS);
    return new PolledRegistry(registry, loader, firstPoll);
  }

  BundleRegistry registry() {
    return registry;
  }

  void awaitFirstPoll() throws InterruptedException {
    try {
      firstPoll.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("A poll does not throw", e.getCause());
    }
  }

  void join() {
    users++;
  }

  /** Whether that was the last user. */
  boolean leave() {
    users--;
    return users == 0;
  }

  /**
   * Ends the polling and closes the bundles, after a poll that is under way. Waits for that, but
   * not for ever: whoever starts again must not find the weights in memory twice.
   */
  void stop() {
    loader.execute(registry::close);
    loader.shutdown();
    try {
      var unused = loader.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
