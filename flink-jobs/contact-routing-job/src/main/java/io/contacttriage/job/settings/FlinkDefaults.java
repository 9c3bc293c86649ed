package io.contacttriage.job.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;

/** What this job asks of Flink unless it is told otherwise, and why. */
public final class FlinkDefaults {
  private FlinkDefaults() {}

  /** A fresh copy of the defaults. */
  public static Configuration configuration() {
    return Configuration.fromMap(values());
  }

  /** Keys and values as they would stand in Flink's config.yaml. */
  public static Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("state.backend.type", "rocksdb");
    // Most contact ids are new: the filters say so without a look into the files.
    values.put("state.backend.rocksdb.use-bloom-filter", "true");
    values.put("execution.checkpointing.interval", "10 s");
    values.put("execution.checkpointing.incremental", "true");
    values.put("execution.checkpointing.min-pause", "500 ms");
    values.put("execution.checkpointing.timeout", "2 min");
    values.put("execution.checkpointing.tolerable-failed-checkpoints", "3");
    values.put(
        "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
    values.put("restart-strategy.type", "exponential-delay");
    values.put("restart-strategy.exponential-delay.initial-backoff", "1 s");
    // By default each failure within an hour of the last makes contacts wait longer, up to a
    // minute.
    values.put("restart-strategy.exponential-delay.max-backoff", "10 s");
    values.put("restart-strategy.exponential-delay.reset-backoff-threshold", "2 min");
    // 100 ms a hop by default: far more than the whole of the rest. Less than this costs a tenth of
    // the throughput in threads that wake each other.
    values.put("execution.buffer-timeout.interval", "5 ms");
    values.put("pipeline.object-reuse", "true");
    values.put("pipeline.generic-types", "false");
    values.put("pipeline.auto-generate-uids", "false");
    // Cannot be changed later without rewriting all state; 720 divides by most parallelisms.
    values.put("pipeline.max-parallelism", "720");
    return values;
  }
}
