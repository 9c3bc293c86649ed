package io.contacttriage.cli.demo;

import java.util.concurrent.atomic.AtomicReference;

/** A thread whose failure somebody asks for. */
final class Worker implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 5_000;

  private final Thread thread;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  Worker(String name, Runnable work) {
    thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((t, e) -> failure.set(e));
    thread.start();
  }

  /** What the thread failed with, or null. */
  Throwable failure() {
    return failure.get();
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
