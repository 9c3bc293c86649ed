package io.contacttriage.benchmarks.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.contacttriage.cli.report.HtmlWriter;
import io.contacttriage.cli.report.ReportFiles;
import io.contacttriage.cli.report.ReportPage;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Collects what a benchmark found, and tells it three ways: tables and sentences in a terminal, the
 * same with plots as one page, all figures as JSON.
 */
public final class BenchReport {
  private final String title;
  private final String lead;
  private final Machine machine;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final Map<String, Object> figures = new LinkedHashMap<>();
  private final StringBuilder text = new StringBuilder();
  private final List<Consumer<HtmlWriter>> tiles = new ArrayList<>();
  private final List<Section> sections = new ArrayList<>();

  private record Section(String title, String hint, List<Consumer<HtmlWriter>> parts) {
    void write(HtmlWriter html) {
      html.open("section").element("h2", title).element("p", hint, "class", "hint");
      parts.forEach(part -> part.accept(html));
      html.close();
    }
  }

  /**
   * @param lead what was measured, in a sentence
   * @param machine as it was before the benchmark loaded it
   */
  public BenchReport(String title, String lead, Machine machine) {
    this.title = title;
    this.lead = lead;
    this.machine = machine;
  }

  public BenchReport setting(String name, Object value) {
    settings.put(name, value.toString());
    return this;
  }

  /** For programs alone; records and maps may be nested. */
  public BenchReport figure(String name, Object value) {
    figures.put(name, value);
    return this;
  }

  /** One of the few figures that are read first. */
  public BenchReport tile(String name, String value, String note) {
    tiles.add(html -> ReportPage.tile(html, name, value, note));
    return this;
  }

  /** Begins a part; what is added next belongs to it. */
  public BenchReport section(String heading, String hint) {
    sections.add(new Section(heading, hint, new ArrayList<>()));
    text.append(text.isEmpty() ? "" : "\n").append(heading).append("\n\n");
    return this;
  }

  public BenchReport table(Table table) {
    text.append(table.text());
    return draw(table::write);
  }

  public BenchReport say(String sentences) {
    text.append(sentences).append('\n');
    return draw(html -> html.element("p", sentences));
  }

  /** A plot, for browsers alone. */
  public BenchReport draw(Consumer<HtmlWriter> plot) {
    sections.get(sections.size() - 1).parts().add(plot);
    return this;
  }

  /** Prints it, and writes the files that were asked for. */
  public void deliver(PrintWriter out, ReportFiles files) {
    out.print(text());
    out.flush();
    files.write(this::json, this::html);
  }

  String text() {
    return text.toString();
  }

  String json() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("machine", machine.json());
    all.put("settings", settings);
    all.putAll(figures);
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("figures that cannot be written as JSON", e);
    }
  }

  String html() {
    return ReportPage.of(title, this::write);
  }

  private void write(HtmlWriter html) {
    html.element("h1", title).element("p", lead, "class", "lead");
    List<String> cautions = new ArrayList<>();
    cautions.add(
        "Machines differ and are noisy: compare the ratios within this page, not its absolute figures"
            + " with another machine's.");
    if (machine.wasBusy()) {
      cautions.add(
          String.format(
              Locale.ROOT,
              "The machine was busy when this began: %.1f processes wanted its %d cores. Read no"
                  + " figure of this page as the product's.",
              machine.load(),
              machine.cores()));
    }
    ReportPage.cautions(html, cautions);
    html.open("div", "class", "tiles");
    tiles.forEach(tile -> tile.accept(html));
    html.close();
    sections.forEach(section -> section.write(html));
    html.open("section").element("h2", "Machine and settings").open("dl", "class", "settings");
    ReportPage.definition(html, "machine", machine.toString());
    settings.forEach((name, value) -> ReportPage.definition(html, name, value));
    html.close().close();
  }
}
