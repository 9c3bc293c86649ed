package io.contacttriage.benchmarks;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.contacttriage.benchmarks.report.BenchReport;
import io.contacttriage.benchmarks.report.LinePlot;
import io.contacttriage.benchmarks.report.Machine;
import io.contacttriage.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code ./triage bench engine} tells: a line for each part, a column for each length. */
final class EngineReport {
  private EngineReport() {}

  /**
   * @param group what it belongs to, such as the rooms
   * @param part of the engine, with its variant
   * @param unit of the length
   * @param micros for one text
   * @param deepShare of the texts that had the deep network's answer, in [0, 1]; not a number where
   *     there is none
   */
  record Measure(
      String group, String part, String unit, int length, Spread micros, double deepShare) {}

  static BenchReport of(List<Measure> measures, Machine machine) {
    BenchReport report =
        new BenchReport(
            "What each part of the engine costs",
            "Microseconds a text on one core, by the length of the text. Medians, with the least and"
                + " the most.",
            machine);
    measures.stream()
        .collect(groupingBy(Measure::group, LinkedHashMap::new, toList()))
        .forEach((group, ofGroup) -> tell(report, group, ofGroup));
    return report;
  }

  private static void tell(BenchReport report, String group, List<Measure> measures) {
    String unit = measures.get(0).unit();
    List<Integer> lengths = measures.stream().map(Measure::length).distinct().sorted().toList();
    Map<String, List<Measure>> parts =
        measures.stream().collect(groupingBy(Measure::part, LinkedHashMap::new, toList()));
    List<String> titles = new ArrayList<>(List.of("µs a text"));
    lengths.forEach(length -> titles.add(length + " " + unit));
    Table table = new Table(titles.toArray(String[]::new));
    LinePlot plot = LinePlot.logarithmic(unit, "microseconds a text");
    Map<String, Object> figures = new LinkedHashMap<>();
    parts.forEach(
        (part, ofPart) -> {
          List<String> cells = new ArrayList<>(List.of(part));
          List<LinePlot.Point> points = new ArrayList<>();
          Map<Integer, Spread> byLength = new LinkedHashMap<>();
          for (int length : lengths) {
            Measure measure =
                ofPart.stream().filter(each -> each.length() == length).findFirst().orElse(null);
            cells.add(measure == null ? "–" : measure.micros().text("%,.1f"));
            if (measure != null) {
              points.add(new LinePlot.Point(length, measure.micros().median()));
              byLength.put(length, measure.micros());
            }
          }
          table.row(cells.toArray(String[]::new));
          plot.line(part, points);
          figures.put(part, byLength);
        });
    report
        .figure(group, figures)
        .section(group, "Both axes are logarithmic: equal lengths are equal ratios.")
        .table(table)
        .draw(plot::write);
    deepShares(report, measures);
  }

  private static void deepShares(BenchReport report, List<Measure> measures) {
    for (Measure measure : measures) {
      if (measure.deepShare() > 0 && measure.deepShare() < 1) {
        report.say(
            String.format(
                Locale.ROOT,
                "%s, %d %s: the deep network was asked for %.0f %% of the texts.",
                measure.part(),
                measure.length(),
                measure.unit(),
                measure.deepShare() * 100));
      }
    }
  }
}
