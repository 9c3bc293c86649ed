package io.contacttriage.cli.evaluate;

/**
 * Mean time that one text takes on one thread, in batches as the job's.
 *
 * @param prepareMicros normalising, masking and tokenizing, in microseconds
 * @param scoreMicros the model, in microseconds
 */
record Speed(double prepareMicros, double scoreMicros) {
  static final String MEANING =
      "Mean time for one text on one thread of this machine, in batches of up to 16: preparing"
          + " (normalise, mask, tokenize) and scoring (the model) apart.";

  double micros() {
    return prepareMicros + scoreMicros;
  }
}
