package io.contacttriage.job.operators;

import java.time.Duration;
import org.apache.flink.api.common.state.StateTtlConfig;

/** How long keyed state lives: from its last write, and it is gone when its time is over. */
public final class KeyedStateTtl {
  private static final int CLEANUP_ENTRIES = 1000;

  /** What expired or was erased is out of RocksDB's files this much later, by rewriting them. */
  private static final Duration REWRITTEN_EVERY = Duration.ofDays(1);

  private KeyedStateTtl() {}

  /** From the last write on, for so long. */
  public static StateTtlConfig of(Duration time) {
    return StateTtlConfig.newBuilder(time)
        .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
        .setStateVisibility(StateTtlConfig.StateVisibility.NeverReturnExpired)
        .cleanupInRocksdbCompactFilter(CLEANUP_ENTRIES, REWRITTEN_EVERY)
        .build();
  }
}
