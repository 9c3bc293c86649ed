package io.contacttriage.scoring;

/**
 * The model bundles that can score now. Which one is active may change at any moment; what was
 * prepared for the one before can still be scored by it for a while. Safe for use by many threads.
 */
public interface ModelRegistry extends AutoCloseable {
  /** The bundle to prepare contacts for, or null while there is none that can be trusted. */
  ActiveModel active();

  /**
   * Holds a bundle open, for one batch.
   *
   * @param model as {@link ActiveModel#model} said it
   * @return to be closed after the batch; null when this bundle is not open any more
   */
  ContactScorer lease(String model);

  /** The bundle that scores in shadow, or null while there is none. */
  CandidateModel candidate();

  /**
   * Holds the candidate open, for one batch. Its answers are neither looked for in memory nor
   * remembered.
   *
   * @param model as {@link CandidateModel#model} said it
   * @return to be closed after the batch; null when this bundle is not the candidate any more
   */
  ContactScorer leaseCandidate(String model);

  /** How often a candidate could not be used; live scoring went on as before. */
  int failedCandidates();

  /** How often another bundle took the active one's place. */
  int swaps();

  /** How often a release or a bundle could not be used; the active one stayed. */
  int failedSwaps();

  /** How many texts were scored from memory, since the registry started. */
  long cacheHits();

  /** How many were looked for in memory and had to be scored. */
  long cacheMisses();

  /** Leaves the registry. */
  @Override
  void close();
}
