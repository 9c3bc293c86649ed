package io.contacttriage.cli.evaluate;

import java.util.ArrayList;
import java.util.List;

/** Whether a probability means what it says: confidence against what came true, in bins. */
final class Reliability {
  static final int BINS = 15;

  private final int[] contacts = new int[BINS];
  private final int[] came = new int[BINS];
  private final double[] confidence = new double[BINS];

  /**
   * Contacts whose confidence lies in {@code [low, low + 1/15)}, the last bin with its end.
   *
   * @param confidence mean of what the model said; not a number when empty
   * @param came share that came true; not a number when empty
   */
  record Bin(double low, int contacts, double confidence, double came) {}

  /**
   * @param said probability in [0, 1]
   * @param isTrue whether it came true
   * @param times how often this contact counts
   */
  void add(float said, boolean isTrue, int times) {
    int bin = Math.min((int) ((double) said * BINS), BINS - 1);
    contacts[bin] += times;
    came[bin] += isTrue ? times : 0;
    confidence[bin] += (double) said * times;
  }

  List<Bin> bins() {
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < BINS; i++) {
      bins.add(
          new Bin(
              (double) i / BINS,
              contacts[i],
              confidence[i] / contacts[i],
              (double) came[i] / contacts[i]));
    }
    return bins;
  }

  /**
   * Expected calibration error: the gap between mean confidence and what came true in each bin,
   * weighted by the bin's contacts.
   */
  double error() {
    double gaps = 0;
    int all = 0;
    for (int i = 0; i < BINS; i++) {
      gaps += Math.abs(confidence[i] - came[i]);
      all += contacts[i];
    }
    return gaps / all;
  }
}
