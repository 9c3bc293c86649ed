package io.contacttriage.job.operators;

import io.contacttriage.scoring.ContactScorer;
import java.io.Serializable;

/** Hands a room the scorer of the active bundle. */
@FunctionalInterface
public interface ScorerSource extends Serializable {
  /**
   * Acquires the scorer; the caller closes it. All rooms of a TaskManager share one session.
   *
   * @throws Exception when there is no bundle that can be trusted: the message says why
   */
  ContactScorer acquire() throws Exception;
}
