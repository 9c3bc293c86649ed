package io.contacttriage.cli.plan;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;

/**
 * Memory of one TaskManager, in MiB.
 *
 * @param offHeap {@code taskmanager.memory.task.off-heap.size}, the model's
 * @param heap {@code taskmanager.memory.task.heap.size}
 * @param managed {@code taskmanager.memory.managed.size}, RocksDB's
 * @param network {@code taskmanager.memory.network.min} and {@code .max}
 * @param process of the whole process, with what Flink and Java take for themselves
 */
record TaskManagerMemory(long offHeap, long heap, long managed, long network, long process) {
  static final int HEAP_PER_SLOT = 512;
  static final int MANAGED_PER_SLOT = 256;
  static final int NETWORK = 128;

  private static final int ROUND_TO = 64;
  private static final long MIB = 1 << 20;

  /**
   * Plans.
   *
   * @param nativeBytes what scoring takes on one TaskManager at most, as its own plan says
   */
  static TaskManagerMemory of(int slots, long nativeBytes) {
    long offHeap = (nativeBytes + ROUND_TO * MIB - 1) / (ROUND_TO * MIB) * ROUND_TO;
    long heap = (long) HEAP_PER_SLOT * slots;
    long managed = (long) MANAGED_PER_SLOT * slots;
    Configuration flink = new Configuration();
    flink.set(TaskManagerOptions.NUM_TASK_SLOTS, slots);
    flink.set(TaskManagerOptions.TASK_OFF_HEAP_MEMORY, MemorySize.ofMebiBytes(offHeap));
    flink.set(TaskManagerOptions.TASK_HEAP_MEMORY, MemorySize.ofMebiBytes(heap));
    flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(managed));
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(NETWORK));
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(NETWORK));
    TaskExecutorProcessSpec process = TaskExecutorProcessUtils.processSpecFromConfig(flink);
    return new TaskManagerMemory(
        offHeap, heap, managed, NETWORK, process.getTotalProcessMemorySize().getMebiBytes());
  }
}
