package io.contacttriage.job.operators;

import io.contacttriage.routing.cel.CompiledConditions;
import io.contacttriage.routing.policy.PolicyBook;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compiled policy books of this process, by their snapshot. Compiling takes seconds for a large
 * book: the policy room does it when a book arrives, each other process when the book is announced,
 * and the routing subtasks find it done.
 */
final class CompiledBooks {
  /** The live one, the one before, a candidate, the shipped one, and as many of another job. */
  private static final int KEPT = 8;

  private static final Logger LOG = LoggerFactory.getLogger(CompiledBooks.class);

  private static final Map<Snapshot, FutureTask<CompiledBook>> BY_SNAPSHOT =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Snapshot, FutureTask<CompiledBook>> eldest) {
          return size() > KEPT;
        }
      };

  private static final CompiledConditions CONDITIONS = new CompiledConditions();

  /** One thread, and none when there is nothing to do: it would hold the job's class loader. */
  private static final Executor IN_BACKGROUND =
      new ThreadPoolExecutor(
          0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), CompiledBooks::thread);

  private CompiledBooks() {}

  /**
   * What becomes of a snapshot, which is compiled at most once while it is in use. Whoever asks
   * meanwhile waits for it; who asks for another one does not.
   */
  static CompiledBook of(byte[] json) {
    FutureTask<CompiledBook> task = task(json);
    // Does nothing when another thread has begun.
    task.run();
    try {
      return task.get();
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("cancelled while a policy book was compiled", cancelled);
    } catch (ExecutionException failed) {
      forget(json);
      throw new IllegalStateException("a policy book cannot be compiled", failed.getCause());
    }
  }

  /**
   * Begins to compile a snapshot on another thread.
   *
   * @param then gets the book, on that thread, unless it is refused
   */
  static void prepare(byte[] json, Consumer<PolicyBook> then) {
    IN_BACKGROUND.execute(
        () -> {
          try {
            CompiledBook compiled = of(json);
            if (compiled.refused() == null) {
              then.accept(compiled.evaluator().book());
            }
          } catch (IllegalStateException failed) {
            // Forgotten there: whoever needs the book compiles it again, and fails where it is
            // seen.
            LOG.warn("An announced policy book could not be compiled", failed);
          }
        });
  }

  /** As {@link #of} for a new version of a book, of which nothing is kept. */
  static void rehearse(byte[] json) {
    CompiledBook.read(json, CONDITIONS);
  }

  /** Whether {@link #of} would answer at once. */
  static boolean isReady(byte[] json) {
    return task(json).isDone();
  }

  private static FutureTask<CompiledBook> task(byte[] json) {
    Snapshot snapshot = new Snapshot(json);
    synchronized (BY_SNAPSHOT) {
      return BY_SNAPSHOT.computeIfAbsent(
          snapshot, any -> new FutureTask<>(() -> CompiledBook.read(json, CONDITIONS)));
    }
  }

  private static void forget(byte[] json) {
    synchronized (BY_SNAPSHOT) {
      BY_SNAPSHOT.remove(new Snapshot(json));
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "policy-book-compiler");
    thread.setDaemon(true);
    return thread;
  }

  /** A key whose hash takes a tenth of a millisecond for each megabyte, not some milliseconds. */
  private static final class Snapshot {
    private final byte[] json;
    private final int hash;

    Snapshot(byte[] json) {
      this.json = json;
      CRC32C sum = new CRC32C();
      sum.update(json);
      hash = (int) sum.getValue();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Snapshot snapshot && Arrays.equals(json, snapshot.json);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
