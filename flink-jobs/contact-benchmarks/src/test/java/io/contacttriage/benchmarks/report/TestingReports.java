package io.contacttriage.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Reports as their readers get them. */
public final class TestingReports {
  private TestingReports() {}

  /** The three ways in which a report is told. */
  public record Told(String text, JsonNode json, Document page) {}

  /** All three; the page is well formed and needs nothing from elsewhere. */
  public static Told told(BenchReport report) throws Exception {
    String page = report.html();
    Document document = parse(page);
    for (String foreign : List.of("script", "link", "img", "iframe", "a", "object")) {
      assertThat(document.getElementsByTagName(foreign).getLength()).as(foreign).isZero();
    }
    assertThat(page.replace("http://www.w3.org/", "")).doesNotContain("http", "url(", "@import");
    assertThat(page).doesNotContain("NaN", "Infinity");
    return new Told(report.text(), new ObjectMapper().readTree(report.json()), document);
  }

  /** Refuses what is not well formed. */
  public static Document parse(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }
}
