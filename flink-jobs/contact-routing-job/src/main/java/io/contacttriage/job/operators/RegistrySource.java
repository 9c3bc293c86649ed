package io.contacttriage.job.operators;

import io.contacttriage.scoring.ModelRegistry;
import io.contacttriage.scoring.onnx.ScoringPlanException;
import java.io.Serializable;
import org.apache.flink.api.common.functions.RuntimeContext;

/** Lets a room join the model registry of its TaskManager. */
@FunctionalInterface
public interface RegistrySource extends Serializable {
  /**
   * Joins; the caller closes what it gets. Without a bundle that can be trusted there is a registry
   * all the same, which has none and goes on looking.
   *
   * @param context of the room that joins
   * @throws ScoringPlanException when the TaskManager has too few cores or too little memory
   */
  ModelRegistry join(RuntimeContext context) throws InterruptedException, ScoringPlanException;

  /**
   * Forgets the scores of all texts that registries of this TaskManager remember; whoever asks need
   * not have joined.
   *
   * @return of how many; without a memory 0
   */
  default int forgetTexts() {
    return 0;
  }
}
