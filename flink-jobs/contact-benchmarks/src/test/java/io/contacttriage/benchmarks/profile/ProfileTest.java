package io.contacttriage.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.contacttriage.benchmarks.report.TestingReports;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ProfileTest {
  private final FoldedStacks stacks = new FoldedStacks();

  @Test
  void ofALibraryOnlyItsFirstFrameIsKeptOfOursAllAndOfThreadsOneForEachKind() {
    stacks.add(
        "Source: contacts -> scoring (1/2)#0",
        stack(
            "ai.onnxruntime.OrtSession.run",
            "ai.onnxruntime.OrtSession.runAll",
            "io.contacttriage.scoring.onnx.NetworkSession.run",
            "io.contacttriage.scoring.onnx.OnnxContactScorer.score",
            "org.apache.flink.runtime.Mailbox.loop",
            "org.apache.flink.runtime.Task.run",
            "java.lang.Thread.run"),
        70);
    stacks.add(
        "Source: contacts -> scoring (2/2)#0",
        stack("org.apache.flink.runtime.Task.run", "java.lang.Thread.run"),
        30);
    stacks.add("JVM", 5);

    assertThat(stacks.lines())
        .containsExactly(
            "JVM 5",
            "Source: contacts -> scoring;Flink Task.run 30",
            "Source: contacts -> scoring;Flink Task.run;OnnxContactScorer.score;"
                + "NetworkSession.run;ONNX Runtime OrtSession.runAll 70");
    assertThat(FoldedStacks.parse(stacks.lines()).lines()).isEqualTo(stacks.lines());
  }

  @Test
  void theSameStackIsOneLine() {
    stacks.add("t-1", stack("org.apache.flink.runtime.Task.run", "java.lang.Thread.run"), 1);
    stacks.add("t-2", stack("org.apache.flink.runtime.Task.run", "java.lang.Thread.run"), 2);

    assertThat(stacks.lines()).containsExactly("t;Flink Task.run 3");
    assertThat(stacks.total()).isEqualTo(3);
  }

  @Test
  void aLineWithoutATimeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FoldedStacks.parse(List.of("frame")))
        .withMessage("wanted frames, a space and nanoseconds, found 'frame'");
  }

  @Test
  void aBoxIsAsWideAsItsTimeAndStandsOnItsCaller() throws Exception {
    stacks.add("a;CascadeScorer.score;ONNX Runtime OrtSession.run", 75);
    stacks.add("b<c>", 25);

    Element svg = TestingReports.parse(new FlameGraph(stacks).svg()).getDocumentElement();
    Element root = box(svg, "all CPU time of the job's process: 100.0 %");
    Element network = box(svg, "ONNX Runtime OrtSession.run: 75.0 %");
    Element caller = box(svg, "CascadeScorer.score: 75.0 %");

    assertThat(number(root, "width")).isEqualTo(1199.5);
    assertThat(number(network, "width")).isEqualTo(899.5);
    assertThat(number(network, "y")).isLessThan(number(caller, "y"));
    assertThat(network.getAttribute("fill")).isEqualTo(Library.ONNX_RUNTIME.colour());
    assertThat(caller.getAttribute("fill")).isEqualTo(Library.OURS.colour());
    assertThat(number(box(svg, "b<c>: 25.0 %"), "x")).isEqualTo(900);
  }

  @Test
  void eachStackCountsForOnePartAndAllTogetherAreTheWhole() {
    stacks.add("t;CascadeScorer.finish;OnnxContactScorer.begin", 50);
    stacks.add("t;CascadeScorer.begin;OnnxContactScorer.begin", 30);
    stacks.add("t;Flink Task.run", 20);

    List<CpuShare> shares = CpuShare.of(stacks);

    assertThat(shares)
        .contains(
            new CpuShare("deep network", 0.5),
            new CpuShare("fast network", 0.3),
            new CpuShare("text room", 0),
            new CpuShare("Flink and the rest", 0.2));
    assertThat(shares.stream().mapToDouble(CpuShare::share).sum()).isEqualTo(1, within(1e-9));
  }

  @Test
  void theSamplerFindsWhereAThreadIsBusy() throws Exception {
    Thread busy = new Thread(ProfileTest::burn, "burner-7");
    busy.setDaemon(true);
    busy.start();

    FoldedStacks found = StackSampler.sample(Duration.ofMillis(300));
    busy.interrupt();
    busy.join();

    assertThat(found.lines()).anyMatch(line -> line.matches("burner;.*ProfileTest\\.burn.* \\d+"));
    assertThat(found.total()).isPositive();
  }

  private static void burn() {
    while (!Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
  }

  private static StackTraceElement[] stack(String... frames) {
    StackTraceElement[] stack = new StackTraceElement[frames.length];
    for (int i = 0; i < frames.length; i++) {
      int dot = frames[i].lastIndexOf('.');
      stack[i] =
          new StackTraceElement(frames[i].substring(0, dot), frames[i].substring(dot + 1), null, 1);
    }
    return stack;
  }

  private static Element box(Element svg, String says) {
    NodeList boxes = svg.getElementsByTagName("rect");
    for (int i = 0; i < boxes.getLength(); i++) {
      if (boxes.item(i).getTextContent().strip().equals(says)) {
        return (Element) boxes.item(i);
      }
    }
    throw new AssertionError("no box says " + says);
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }
}
