package io.contacttriage.cli.evaluate;

import static io.contacttriage.cli.evaluate.TestingOutcomes.english;
import static io.contacttriage.cli.evaluate.TestingOutcomes.outcome;
import static io.contacttriage.cli.evaluate.TestingOutcomes.scores;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.contacttriage.cli.Terminal;
import io.contacttriage.cli.report.HtmlWriter;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReportsTest {
  private static final Speed SPEED = new Speed(10, 30);

  private final EvaluationReport report =
      EvaluationReport.of("tiny/1", TextPart.TEST, TestingOutcomes.four(), SPEED, 16, 3);
  private final Comparison comparison = comparison();

  @Test
  void theJsonOfAnEvaluationIsTheGoldenOne() throws IOException {
    assertThat(EvaluationJson.of(report) + "\n").isEqualTo(golden("evaluation.json"));
  }

  @Test
  void theJsonOfAComparisonIsTheGoldenOne() throws IOException {
    assertThat(ComparisonJson.of(comparison) + "\n").isEqualTo(golden("comparison.json"));
  }

  @Test
  void theTableSaysWhatAPersonAsksFirst() {
    assertThat(EvaluationText.of(report, Terminal.NONE))
        .startsWith(
            """
            4 contacts, model tiny/1, part test, 16 of other parts left out
            A text takes 40 µs: prepare 10 µs, score 30 µs. Tiers: fast 100.0%
            All contacts are synthetic: nothing here is a figure on real traffic.

            Topic, 4 contacts
              Topic accuracy 75.0%
            """)
        .contains("self_harm                1     100.0%  100.0%  100.0%  100.0%\n")
        .contains("violence                 1          –    0.0%    0.0%   25.0%\n")
        .contains("other   feedback         1\n");
  }

  @Test
  void aHeadThatNobodyLabelledIsSaidToBeUnknown() {
    Outcome unlabelled =
        outcome("x", english(null, null, null), scores(Topic.OTHER, Urgency.LOW, Set.of()));
    EvaluationReport bare =
        EvaluationReport.of("tiny/1", TextPart.ALL, List.of(unlabelled), SPEED, 0, 0);

    assertThat(EvaluationText.of(bare, Terminal.NONE))
        .contains("Topic: the data carry no such labels")
        .contains("may have been trained on some of these contacts");
    assertThat(EvaluationHtml.of(bare)).contains("The data carry no such labels.");
  }

  @Test
  void colourIsForTerminals() {
    Terminal colours = new Terminal(true, true, true);

    assertThat(EvaluationText.of(report, colours)).contains("\u001b[1m");
    assertThat(EvaluationText.of(report, Terminal.NONE)).doesNotContain("\u001b");
    assertThat(ComparisonText.of(comparison, Terminal.NONE)).doesNotContain("\u001b");
  }

  @Test
  void theComparisonNamesTheSafetyCasesApart() {
    assertThat(ComparisonText.of(comparison, Terminal.NONE))
        .contains("A tiny/1 fast: prepare 10 µs, score 30 µs a text; scored by fast 100.0%\n")
        .containsPattern("Topic accuracy +75\\.0% +25\\.0% +-50\\.0 +-\\S+ +-\\S+ +worse\n")
        .containsPattern("Critical recall +50\\.0% +100\\.0% +\\+50\\.0 +\\S+ +\\S+ +better\n")
        .containsPattern("Self-harm recall +100\\.0% +0\\.0% +-100\\.0 +– +–\n")
        .contains("Safety cases that A found and B missed: 5\n  1c-1  self_harm\n  2c-1  self")
        .contains("Safety cases that B found and A missed: 5\n  1c-1  critical\n  2c-1  crit");
  }

  @Test
  void pagesAreWellFormedAndStandAlone() throws Exception {
    for (String page : List.of(EvaluationHtml.of(report), ComparisonHtml.of(comparison))) {
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(page)));

      assertThat(document.getDocumentElement().getTagName()).isEqualTo("html");
      assertThat(document.getElementsByTagName("svg").getLength()).isGreaterThan(10);
      for (String foreign : List.of("script", "link", "img", "iframe", "a", "object")) {
        assertThat(document.getElementsByTagName(foreign).getLength()).as(foreign).isZero();
      }
      assertThat(page.replace("http://www.w3.org/", "")).doesNotContain("http", "url(", "@import");
    }
  }

  @Test
  void everyFigureIsDefinedOnThePage() {
    for (Figure figure : Figure.values()) {
      assertThat(EvaluationHtml.of(report)).contains("<dt>" + figure.title() + "</dt>");
      assertThat(ComparisonHtml.of(comparison)).contains("<dt>" + figure.title() + "</dt>");
    }
  }

  @Test
  void whatLooksLikeMarkupIsText() throws Exception {
    Outcome wrong =
        outcome(
            "<b>\"&'\u0000\ud800",
            english(Topic.OTHER, null, null),
            scores(Topic.FEEDBACK, Urgency.LOW, Set.of()));
    EvaluationReport odd = EvaluationReport.of("<i>", TextPart.ALL, List.of(wrong), SPEED, 0, 0);

    String page = EvaluationHtml.of(odd);

    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(page)));
    assertThat(document.getElementsByTagName("i").getLength()).isZero();
    assertThat(document.getElementsByTagName("code").item(0).getTextContent())
        .isEqualTo("<b>\"&'\ufffd\ufffd");
  }

  @Test
  void aPageWithAnOpenElementIsAMistake() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new HtmlWriter().open("html").page())
        .withMessageContaining("found open [html]");
    assertThatIllegalArgumentException().isThrownBy(() -> new HtmlWriter().style("a<b"));
  }

  private static Comparison comparison() {
    // Five times the same four: intervals need contacts.
    List<Outcome> a = new ArrayList<>();
    List<Outcome> b = new ArrayList<>();
    for (int round = 1; round <= 5; round++) {
      for (Outcome each : TestingOutcomes.four()) {
        String id = round + each.id();
        boolean isRight = each.id().equals("c-4");
        a.add(outcome(id, each.wanted(), each.scores()));
        b.add(
            outcome(
                id,
                each.wanted(),
                scores(isRight ? Topic.FEEDBACK : Topic.LEGAL_IP, Urgency.CRITICAL, Set.of())));
      }
    }
    return Comparison.of(
        new Comparison.Side("tiny/1", "fast", SPEED, EvaluationReport.tiers(a)),
        a,
        new Comparison.Side("tiny/2", "deep", SPEED, EvaluationReport.tiers(b)),
        b,
        TextPart.TEST,
        16,
        0,
        () -> {});
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = ReportsTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
