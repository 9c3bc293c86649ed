package io.contacttriage.job.operators;

import io.contacttriage.scoring.ModelRegistry;
import java.io.Serializable;

/** Lets a room join the model registry of its TaskManager. */
@FunctionalInterface
public interface RegistrySource extends Serializable {
  /**
   * Joins; the caller closes what it gets. Without a bundle that can be trusted there is a registry
   * all the same, which has none and goes on looking.
   */
  ModelRegistry join() throws InterruptedException;
}
