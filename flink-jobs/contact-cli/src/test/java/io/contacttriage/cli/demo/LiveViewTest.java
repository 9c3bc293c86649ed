package io.contacttriage.cli.demo;

import static io.contacttriage.cli.demo.TestingRoutes.NOON;
import static io.contacttriage.cli.demo.TestingRoutes.reject;
import static io.contacttriage.cli.demo.TestingRoutes.route;
import static io.contacttriage.cli.demo.TestingRoutes.unscored;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LiveViewTest {
  private final LiveView view = new LiveView("http://localhost:8081");

  @Test
  void theViewShowsProgressQueuesLatestRoutesAndRejects() {
    assertThat(text(view.lines(progress(), 100, 40), 100))
        .isEqualTo(
            """
            Contact Triage demo   web UI  http://localhost:8081

            ██████████████████████████████▒▒▒▒▒▒▒▒▒▒▒▒░░░░░░░░░░░░░░░░░░ 10 of 20
            read 11 = routed 6 + rejected 3 + duplicates 1 + on the way 1
            42 contacts/s   latency p50 7 ms  p99 7 ms   checkpoints 2   without scores 1

            queue                     contacts
            payments                       4  ██████████████████████████████  P1 2 P2 2
            crisis                         1  ████████                        P0 1
            urgent-review                  1  ████████                        P1 1

            latest routes
            P1  urgent-review         -      -                     payments/billing
            P0  crisis                ms     payment_billing       payments/billing
            P2  payments              ms     payment_billing       payments/billing
            P2  payments              ms     payment_billing       payments/billing
            P1  payments              ms     payment_billing       payments/billing
            P1  payments              ms     payment_billing       payments/billing

            rejects  not_json 2  too_large 1
            """);
  }

  @Test
  void noLineIsWiderThanTheTerminalAndTheViewNoHigher() {
    for (int columns : List.of(40, 60, 80, 200)) {
      for (int rows : List.of(10, 16, 24)) {
        List<StyledLine> lines = view.lines(progress(), columns, rows);

        assertThat(lines).hasSizeLessThanOrEqualTo(rows);
        assertThat(lines)
            .allSatisfy(
                line ->
                    assertThat(line.render(columns, false).length()).isLessThanOrEqualTo(columns));
      }
    }
  }

  @Test
  void withoutColourThereIsNoEscape() {
    assertThat(text(view.lines(progress(), 100, 40), 100)).doesNotContain("\u001b");
    assertThat(view.lines(progress(), 100, 40).get(0).render(100, true)).startsWith("\u001b[1m");
  }

  @Test
  void withoutATerminalItIsOneLine() {
    assertThat(LiveView.plainLine(progress()))
        .isEqualTo("sent 14 of 20  routed 6  rejected 3  duplicates 1  42/s  p50 7 ms  p99 7 ms");
  }

  @Test
  void theSummaryGivesTheSumsToProgramsAsWell() throws IOException {
    JsonNode json = new ObjectMapper().readTree(new DemoSummary(progress(), "http://ui").json());

    assertThat(json.path("read").asLong()).isEqualTo(11);
    assertThat(json.path("sumsAddUp").asBoolean(true)).isFalse();
    assertThat(json.path("queues").toString())
        .isEqualTo("{\"payments\":4,\"crisis\":1,\"urgent-review\":1}");
    assertThat(json.path("versions").path("model").asText())
        .isEqualTo("contact-triage/1.0.0, none");
    assertThat(json.path("failSafe").asLong()).isEqualTo(1);
    assertThat(json.path("elapsedSeconds").asDouble()).isEqualTo(2.5);
    assertThat(json.path("contactsPerSecond").asDouble()).isEqualTo(4.0);
  }

  @Test
  void theSummarySaysWhenTheSumsDoNotAddUp() {
    assertThat(new DemoSummary(progress(), "http://ui").lines(false))
        .first()
        .isEqualTo("THE SUMS DO NOT ADD UP: read 11 = routed 6 + rejected 3 + duplicates 1");
  }

  @Test
  void aTerminalThatDoesNotSayItsSizeHasAUsualOne() {
    assertThat(Screen.Size.parsed("50 120\n")).isEqualTo(new Screen.Size(120, 50));
    assertThat(Screen.Size.parsed("0 0")).isEqualTo(new Screen.Size(100, 40));
    assertThat(Screen.Size.parsed("")).isEqualTo(new Screen.Size(100, 40));
  }

  private static Progress progress() {
    Tally tally = new Tally("contacts");
    long at = NOON.toEpochMilli() + 7;
    tally.route(route("c1", "payments", "P1"), at);
    tally.route(route("c2", "payments", "P1"), at);
    tally.route(route("c3", "payments", "P2"), at);
    tally.route(route("c4", "payments", "P2"), at);
    tally.route(route("c5", "crisis", "P0"), at);
    tally.route(unscored("c6"), at);
    tally.reject(reject("not_json", 1));
    tally.reject(reject("not_json", 2));
    tally.reject(reject("too_large", 3));
    return new Progress(20, 14, 11, 1, 42, 2, 0, Duration.ofMillis(2500), tally.outcome());
  }

  private static String text(List<StyledLine> lines, int columns) {
    return lines.stream()
        .map(line -> line.render(columns, false) + "\n")
        .collect(Collectors.joining());
  }
}
