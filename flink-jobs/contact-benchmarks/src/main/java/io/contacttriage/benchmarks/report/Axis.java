package io.contacttriage.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Values to places along a side of a plot.
 *
 * @param from the value at its start
 * @param to the value at its end
 * @param logarithmic equal ratios have equal lengths
 */
record Axis(double from, double to, boolean logarithmic) {
  private static final int MOST_TICKS = 6;

  /** Decades up to which there are ticks between the powers of ten as well. */
  private static final int FEW_DECADES = 2;

  private static final double[] STEPS = {1, 2, 5, 10};

  /** From 0 to the most, or a little further, where a tick is. */
  static Axis fromZero(double most) {
    double step = step(most > 0 ? most : 1);
    return new Axis(0, Math.max(step, Math.ceil(most / step - 1e-9) * step), false);
  }

  /** From the first value to the last. */
  static Axis between(double first, double last) {
    return new Axis(first, last > first ? last : first + 1, false);
  }

  /** Whole powers of ten around values over 0. */
  static Axis logarithmic(double least, double most) {
    double from = Math.pow(10, Math.floor(Math.log10(least) + 1e-9));
    double to = Math.pow(10, Math.ceil(Math.log10(most) - 1e-9));
    return new Axis(from, to > from ? to : from * 10, true);
  }

  /** Where a value is: 0 at the start, 1 at the end, never outside. */
  double share(double value) {
    double share =
        logarithmic
            ? Math.log(Math.max(value, from) / from) / Math.log(to / from)
            : (value - from) / (to - from);
    return Math.max(0, Math.min(1, share));
  }

  /** Round values to write beside it, in order. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    if (logarithmic) {
      boolean between = to / from <= Math.pow(10, FEW_DECADES) * 1.001;
      for (double power = from; power <= to * 1.001; power *= 10) {
        ticks.add(power);
        if (between && power < to * 0.999) {
          ticks.add(power * 2);
          ticks.add(power * 5);
        }
      }
      return ticks;
    }
    double step = step(to - from);
    // From whole numbers: a sum of steps would drift.
    for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= to + step / 1e6; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  private static double step(double length) {
    double power = Math.pow(10, Math.floor(Math.log10(length / MOST_TICKS)));
    for (double step : STEPS) {
      if (length / (power * step) <= MOST_TICKS + 1e-9) {
        return power * step;
      }
    }
    return power * 10;
  }
}
