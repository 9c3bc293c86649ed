package io.contacttriage.benchmarks.profile;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Looks fifty times a second where each thread is that had CPU time since the last look, and books
 * this time there. So native code counts as Java code does, and a thread that waits counts nothing.
 * Java only looks at safepoints: within one method call it says little, between rooms enough.
 */
public final class StackSampler {
  /** What no Java thread had: garbage collection, and the compilers' threads. */
  static final String JVM = "JVM itself, compiler and garbage collector";

  private static final Duration EVERY = Duration.ofMillis(20);

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final OperatingSystemMXBean process =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final FoldedStacks stacks = new FoldedStacks();
  private Map<Long, Long> nanosBefore = new HashMap<>();
  private long booked;

  private StackSampler() {}

  /** Samples this process; the caller waits. */
  public static FoldedStacks sample(Duration time) throws InterruptedException {
    return new StackSampler().run(time);
  }

  private FoldedStacks run(Duration time) throws InterruptedException {
    long all = process.getProcessCpuTime();
    spent();
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      TimeUnit.NANOSECONDS.sleep(EVERY.toNanos());
      look(spent());
    }
    stacks.add(JVM, Math.max(0, process.getProcessCpuTime() - all - booked));
    return stacks;
  }

  private void look(Map<Long, Long> spent) {
    long[] ids = spent.keySet().stream().mapToLong(id -> id).toArray();
    for (ThreadInfo info : threads.getThreadInfo(ids, Integer.MAX_VALUE)) {
      if (info != null) {
        long nanos = spent.get(info.getThreadId());
        booked += nanos;
        // Looking is no part of what is looked at.
        if (info.getThreadId() != Thread.currentThread().getId()) {
          stacks.add(info.getThreadName(), info.getStackTrace(), nanos);
        }
      }
    }
  }

  /** CPU time since the last call, of the threads that had some. */
  private Map<Long, Long> spent() {
    Map<Long, Long> spent = new HashMap<>();
    Map<Long, Long> now = new HashMap<>();
    for (long id : threads.getAllThreadIds()) {
      long nanos = threads.getThreadCpuTime(id);
      if (nanos > 0) {
        now.put(id, nanos);
        long since = nanos - nanosBefore.getOrDefault(id, 0L);
        if (since > 0) {
          spent.put(id, since);
        }
      }
    }
    nanosBefore = now;
    return spent;
  }
}
