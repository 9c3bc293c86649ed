package io.contacttriage.routing.launch;

/**
 * Whether a share of contacts lies above its limit, asked again after every contact without raising
 * more false alarms than asked for: a mixture of sequential probability ratio tests.
 *
 * <p>For an alternative {@code q} above the limit {@code p}, the likelihood ratio of {@code k}
 * events in {@code n} contacts, {@code (q/p)^k ((1-q)/(1-p))^(n-k)}, is expected to fall or stay
 * with every contact as long as events are no more likely than {@code p}. So is its mean over
 * several alternatives, which is the evidence here. By Ville's inequality such a process ever
 * reaches {@code 1/a} with probability {@code a} at most, however often one looks.
 *
 * @param limit the share that is still allowed, in [0, 1]; at 0 the first event is too much
 */
record ShareLimit(double limit) {
  /** Alternatives: the limit's odds times 1.5, 1.5², … so that small and large excess are seen. */
  private static final int ALTERNATIVES = 24;

  private static final double ODDS_STEP = 1.5;

  /**
   * Whether the events are too many to be within the limit.
   *
   * @param falseAlarms the most that a share within the limit is ever called too high, in (0, 1)
   */
  boolean isExceeded(long events, long contacts, double falseAlarms) {
    if (events == 0 || limit >= 1) {
      return false;
    }
    return limit == 0 || logEvidence(events, contacts) >= -Math.log(falseAlarms);
  }

  /** Natural logarithm of the mean likelihood ratio; for a limit between 0 and 1. */
  double logEvidence(long events, long contacts) {
    double[] terms = new double[ALTERNATIVES];
    double largest = Double.NEGATIVE_INFINITY;
    double odds = limit / (1 - limit);
    for (int i = 0; i < ALTERNATIVES; i++) {
      odds *= ODDS_STEP;
      double share = odds / (1 + odds);
      terms[i] =
          events * Math.log(share / limit)
              + (contacts - events) * Math.log((1 - share) / (1 - limit));
      largest = Math.max(largest, terms[i]);
    }
    double sum = 0;
    for (double term : terms) {
      // Relative to the largest: the ratios themselves overflow.
      sum += Math.exp(term - largest);
    }
    return largest + Math.log(sum / ALTERNATIVES);
  }
}
