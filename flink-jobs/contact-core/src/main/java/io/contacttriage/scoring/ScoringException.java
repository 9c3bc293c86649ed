package io.contacttriage.scoring;

/**
 * A model could not score a batch. The message names the bundle and what failed, never the text.
 */
public final class ScoringException extends Exception {
  public ScoringException(String message, Throwable cause) {
    super(message, cause);
  }
}
