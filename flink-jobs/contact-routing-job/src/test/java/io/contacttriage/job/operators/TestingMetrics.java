package io.contacttriage.job.operators;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionGraphTestUtils;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;

/** What the operators of one task counted. */
final class TestingMetrics {
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();

  /** The group of a task that counts here. */
  TaskMetricGroup task() {
    TestingMetricRegistry registry =
        TestingMetricRegistry.builder()
            .setDelimiter('.')
            .setRegisterConsumer(
                (metric, name, group) -> {
                  if (metric instanceof Counter counter) {
                    counters.put(group.getMetricIdentifier(name), counter);
                  }
                })
            .build();
    return TaskManagerMetricGroup.createTaskManagerMetricGroup(
            registry, "localhost", ResourceID.generate())
        .addJob(new JobID(), "job")
        .addTask(ExecutionGraphTestUtils.createExecutionAttemptId(), "task");
  }

  /**
   * Reads a counter.
   *
   * @param groupAndName the end of its identifier, such as {@code scoring.scored}
   */
  long count(String groupAndName) {
    return counters.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith("." + groupAndName))
        .mapToLong(entry -> entry.getValue().getCount())
        .reduce((one, other) -> one + other)
        .orElseThrow(() -> new AssertionError("no " + groupAndName + " in " + counters.keySet()));
  }

  /**
   * Sums counters over their labels.
   *
   * @param name the last part of their identifiers
   */
  long sum(String name) {
    return counters.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith("." + name))
        .mapToLong(entry -> entry.getValue().getCount())
        .sum();
  }
}
