package io.contacttriage.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The median of what several rounds gave, and its extremes. */
public record Spread(double median, double least, double most) {
  /** Of at least one value. */
  public static Spread of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int size = sorted.size();
    double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    return new Spread(median, sorted.get(0), sorted.get(size - 1));
  }

  /** Of one figure of each of at least one thing. */
  public static <T> Spread of(List<T> things, ToDoubleFunction<T> figure) {
    return of(things.stream().mapToDouble(figure).boxed().toList());
  }

  /**
   * As {@code 12.3 (11.8–13.0)}.
   *
   * @param format of one number
   */
  public String text(String format) {
    return String.format(
        Locale.ROOT, format + " (" + format + "–" + format + ")", median, least, most);
  }
}
