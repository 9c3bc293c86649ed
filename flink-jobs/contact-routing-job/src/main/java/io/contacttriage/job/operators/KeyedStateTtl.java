package io.contacttriage.job.operators;

import java.time.Duration;
import org.apache.flink.api.common.state.StateTtlConfig;

/** How long keyed state lives: from its last write, and it is gone when its time is over. */
public final class KeyedStateTtl {
  private static final int CLEANUP_ENTRIES = 1000;

  private KeyedStateTtl() {}

  /** From the last write on, for so long. */
  public static StateTtlConfig of(Duration time) {
    return StateTtlConfig.newBuilder(time)
        .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
        .setStateVisibility(StateTtlConfig.StateVisibility.NeverReturnExpired)
        .cleanupInRocksdbCompactFilter(CLEANUP_ENTRIES)
        .build();
  }
}
