package io.contacttriage.scoring.onnx;

/** A bundle that needs more than the TaskManager has. The message names the settings to change. */
public final class ScoringPlanException extends Exception {
  public ScoringPlanException(String message) {
    super(message);
  }
}
