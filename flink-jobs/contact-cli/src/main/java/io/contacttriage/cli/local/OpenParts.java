package io.contacttriage.cli.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;

/**
 * Parts that are running, closed in the reverse order of their start. Closing waits for a part that
 * is just starting and lets none start afterwards, so that an interrupt at any moment leaves
 * nothing behind.
 */
public final class OpenParts implements AutoCloseable {
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private boolean closed;

  /**
   * Starts a part and keeps it until all are closed.
   *
   * @throws InterruptedException when closing has begun
   */
  public synchronized <T extends AutoCloseable> T start(Callable<T> starting) throws Exception {
    if (closed) {
      throw new InterruptedException("closing");
    }
    T part = starting.call();
    parts.push(part);
    return part;
  }

  public synchronized boolean isClosed() {
    return closed;
  }

  /** Closes all parts; a part that cannot be closed does not keep the others open. */
  @Override
  public synchronized void close() {
    closed = true;
    RuntimeException first = null;
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception e) {
        if (first == null) {
          first = new IllegalStateException("a part did not close: " + part, e);
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
