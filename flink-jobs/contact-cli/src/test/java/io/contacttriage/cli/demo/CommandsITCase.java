package io.contacttriage.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.contacttriage.cli.Triage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** send, load and routes against a running job. */
class CommandsITCase {
  private static JobUnderTest job;

  @TempDir private Path folder;

  private record Answer(int code, String out, String err) {}

  @BeforeAll
  static void startTheJob() throws Exception {
    job = JobUnderTest.start(Duration.ofSeconds(5), Map.of("audit.enabled", "true"));
  }

  @AfterAll
  static void stopTheJob() {
    if (job != null) {
      job.close();
    }
  }

  @Test
  void sendShowsWhereAContactGoesAndWhy() {
    Answer answer = triage("send", "--customer", "c-1", "I want to end my life tonight");

    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(answer.out())
        .startsWith("P0  crisis")
        .contains("because       crisis-and-self-harm/")
        .contains("self_harm")
        .doesNotContain("end my life");
  }

  @Test
  void sendCanGiveTheRouteAsItIs() throws IOException {
    Answer answer = triage("send", "--json", "--id", "json-1", "how do I change my name?");

    JsonNode route = new ObjectMapper().readTree(answer.out());
    assertThat(route.path("contactId").asText()).isEqualTo("json-1");
    assertThat(route.path("versions").path("policy").asText()).startsWith("shipped/");
  }

  @Test
  void sendShowsARejectWithItsCause() {
    Answer answer = triage("send", "--id", "x".repeat(300), "hello");

    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.out()).startsWith("rejected: value_too_long");
  }

  @Test
  void loadSendsTheRowsOfAFileAndNamesTheBadOnes() throws IOException {
    Path file = folder.resolve("three rows.csv");
    Files.writeString(
        file,
        """
        Consumer complaint,when
        "my card was charged twice, please help",2026-11-01
        the parcel never came,last week
        where do I see my invoice,2026-11-02
        """);

    Answer answer =
        triage("load", file.toString(), "--map", "body=Consumer complaint,receivedAt=when");

    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.out())
        .contains("3 rows: 2 sent to topic contacts, 1 bad")
        .contains("filled in: channel (web_form) in 3 rows");
    assertThat(answer.err()).contains(file + ":3: bad_timestamp at /receivedAt");
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> allRoutes().contains("\"contactId\":\"three rows.csv-2-"));
  }

  @Test
  void routesAreThoseOfTheQueue() throws IOException {
    JsonNode route =
        new ObjectMapper().readTree(triage("send", "--json", "someone hacked my account").out());
    String queue = route.path("queue").asText();

    Answer table = triage("routes");
    Answer list = triage("routes", "--queue", queue, "--all");

    assertThat(table.out()).contains(queue);
    assertThat(list.out()).contains(route.path("contactId").asText());
    assertThat(triage("routes", "--queue", "nosuch").err())
        .contains("no routes in queue 'nosuch'")
        .contains(queue);
  }

  @Test
  void everyDecisionComesAgainFromItsAuditRecordToTheByte() {
    assertThat(triage("send", "--customer", "c-9", "I was charged twice").code()).isZero();
    assertThat(triage("send", "--customer", "c-9", "they charged me again").code()).isZero();

    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              Answer replay = triage("replay", "--json");
              assertThat(replay.code()).as(replay.out()).isZero();
              assertThat(read(replay.out()).path("same").asLong()).isEqualTo(decisions());
            });
  }

  @Test
  void wrongUsageIsSaid() throws IOException {
    Path csv = Files.writeString(folder.resolve("a.csv"), "a,b\n1,2\n");

    assertThat(triage("load", csv.toString()).err()).contains("needs --map");
    assertThat(triage("load", csv.toString(), "--map", "body=c").err())
        .contains("no column 'c'; it has 'a', 'b'");
    assertThat(triage("send", "--channel", "fax", "hi"))
        .satisfies(answer -> assertThat(answer.code()).isEqualTo(2));
  }

  private static long decisions() {
    long decisions = 0;
    for (JsonNode queue : read(triage("routes", "--json").out())) {
      for (JsonNode count : queue) {
        decisions += count.asLong();
      }
    }
    return decisions;
  }

  private static String allRoutes() {
    StringBuilder all = new StringBuilder();
    JsonNode counts = read(triage("routes", "--json").out());
    counts
        .fieldNames()
        .forEachRemaining(
            queue -> all.append(triage("routes", "--queue", queue, "--all", "--json").out()));
    return all.toString();
  }

  private static JsonNode read(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new AssertionError(json, e);
    }
  }

  private static Answer triage(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--bootstrap");
    all.add(job.bootstrapServers());
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Triage.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(all.toArray(String[]::new));
    return new Answer(code, out.toString(), err.toString());
  }
}
