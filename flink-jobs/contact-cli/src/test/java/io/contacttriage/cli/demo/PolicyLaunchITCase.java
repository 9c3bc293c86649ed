package io.contacttriage.cli.demo;

import static io.contacttriage.cli.demo.JobUnderTest.contact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.contacttriage.cli.Triage;
import io.contacttriage.cli.live.SeenRoute;
import io.contacttriage.cli.live.TopicReader;
import io.contacttriage.cli.tools.CommandRun;
import io.contacttriage.contact.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Books on their way into a running job of two subtasks. */
class PolicyLaunchITCase {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final AtomicInteger IDS = new AtomicInteger();

  private static JobUnderTest job;

  @TempDir private Path folder;
  private JobOutput output;

  @BeforeAll
  static void startTheJob() throws Exception {
    // Exactly once: answers must not wait for a checkpoint as routes do.
    job =
        JobUnderTest.start(
            Duration.ofSeconds(2),
            Map.of("delivery.guarantee", "exactly-once", "routing.shadow.sample-share", "1"));
  }

  @AfterAll
  static void stopTheJob() {
    if (job != null) {
      job.close();
    }
  }

  @BeforeEach
  void listen() {
    output = new JobOutput(job.bootstrapServers());
  }

  @AfterEach
  void stopListening() {
    output.close();
  }

  @Test
  void publishWaitsUntilEverySubtaskUsesTheBook() throws IOException {
    CommandRun run = policy("publish", "--json", "--reason", "to be seen");

    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode published = new ObjectMapper().readTree(run.out());
    assertThat(published.path("subtasks").asInt()).isEqualTo(2);
    assertThat(published.path("effectMillis").asLong()).isBetween(0L, 15_000L);
    assertThat(answer().policy()).isEqualTo(published.path("published").asText());
  }

  @Test
  void aCandidateDecidesForItsShareIsPromotedAndRolledBack() throws IOException {
    Path book = book("");

    assertThat(policy("publish", book.toString(), "--candidate", "--percent", "100").out())
        .contains("is the candidate for 100 %", "in effect on all 2 subtasks");
    SeenRoute byCandidate = answer();
    assertThat(byCandidate.queue()).isEqualTo("one-desk");
    assertThat(diffs()).contains("\"contactId\":\"" + byCandidate.contactId() + "\"");
    assertThat(policy("promote").out()).contains("is live", "in effect on all 2 subtasks");
    SeenRoute promoted = answer();
    assertThat(promoted.queue()).isEqualTo("one-desk");
    assertThat(promoted.policy()).startsWith("small/").isNotEqualTo(byCandidate.policy());
    assertThat(policy("rollback").out()).contains("is live", "in effect on all 2 subtasks");
    assertThat(answer().policy()).startsWith("shipped/");
  }

  @Test
  void aCandidateThatIsWithdrawnDecidesNoMore() throws IOException {
    policy("publish", book("").toString(), "--candidate", "--percent", "100");

    CommandRun run = policy("withdraw", "--reason", "a mistake");

    assertThat(run.out()).as(run.err()).contains("is withdrawn", "on all 2 subtasks");
    assertThat(answer().queue()).isNotEqualTo("one-desk");
    assertThat(policy("withdraw").err()).contains("was withdrawn");
  }

  @Test
  void aContactIsReadForTheTermsOfABookAsSoonAsItIsLive() throws IOException {
    Path book = book("terms: [deals.yaml]\n");
    Path list = Files.createDirectories(book.resolve("terms")).resolve("deals.yaml");
    Path rules = book.resolve("policies/all.yaml");
    Files.writeString(rules, Files.readString(rules).replace("\"true\"", "terms.deals"));
    Files.writeString(
        list, "name: deals\nowner: Tests\ndescription: Deals.\nlanguages: {any: [pay outside]}\n");
    assertThat(policy("publish", book.toString()).out()).contains("on all 2 subtasks");

    assertThat(answer("would you p4y 0uts1de, please?").reasons()).containsExactly("all/all");
    assertThat(answer("would you ring a bell, please?").reasons())
        .containsExactly("engine/fallback");

    Files.writeString(list, Files.readString(list).replace("pay outside", "ring a bell"));
    assertThat(policy("publish", book.toString()).out()).contains("on all 2 subtasks");
    assertThat(answer("would you p4y 0uts1de, please?").reasons())
        .containsExactly("engine/fallback");
    assertThat(answer("would you r.i.n.g a B-e-l-l, please?").reasons()).containsExactly("all/all");
    // What this test leaves live must not be in the way of the others.
    assertThat(policy("publish").out()).contains("on all 2 subtasks");
  }

  @Test
  void aBadCandidateIsTakenBackByItsGuardOnEverySubtask() throws IOException {
    Path book = book("guard: {queueShare: 0.05, safetyShare: 0}");
    try (TopicReader status =
        TopicReader.fromEnd(job.bootstrapServers(), List.of("policy-status"))) {
      CommandRun published = policy("publish", book.toString(), "--candidate", "--percent", "10");
      assertThat(published.exitCode()).as(published.err()).isZero();
      for (int i = 0; i < 20; i++) {
        job.send(contact("guarded-" + i, Channel.CHAT, "how do I change the name of my shop?"));
      }

      Set<Integer> reverted = new HashSet<>();
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                for (var record : status.poll(Duration.ofMillis(50))) {
                  JsonNode told = new ObjectMapper().readTree(record.value());
                  if (told.path("outcome").asText().equals("reverted")) {
                    assertThat(told.path("problems").toString()).contains("one-desk");
                    reverted.add(told.path("subtask").asInt());
                  }
                }
                return reverted.size() == 2;
              });
    }
    assertThat(job.cluster().counters().sum("guard.withdrawals")).isPositive();
    assertThat(policy("promote").err()).contains("was withdrawn");
    assertThat(answer().queue()).isNotEqualTo("one-desk");
  }

  /** A book that sends everything to one desk. */
  private Path book(String guard) throws IOException {
    Files.createDirectories(folder.resolve("policies"));
    Files.writeString(
        folder.resolve("book.yaml"),
        """
        name: small
        version: 1
        owner: Tests
        queues:
          - {name: one-desk, purpose: Everything., exposure: severe}
        fallback: {queue: one-desk, priority: P3, respondWithin: 1d}
        failSafe: {queue: one-desk, priority: P1, respondWithin: 1h}
        policies: [all.yaml]
        """
            + guard);
    Files.writeString(
        folder.resolve("policies/all.yaml"),
        """
        id: all
        title: All
        owner: Tests
        purpose: To be seen.
        rules:
          - id: all
            when: "true"
            route: {queue: one-desk, priority: P1, respondWithin: 1h}
        """);
    return folder;
  }

  private static String diffs() {
    StringBuilder all = new StringBuilder();
    try (TopicReader reader =
        TopicReader.fromStart(job.bootstrapServers(), List.of("shadow-diffs"))) {
      reader.readToEnd(record -> all.append(JobOutput.text(record.value())));
    }
    return all.toString();
  }

  /** Sends one contact of a new person and returns its route. */
  private SeenRoute answer() {
    return answer("where do I find the settings for notifications?");
  }

  private SeenRoute answer(String text) {
    String id = "launched-" + IDS.incrementAndGet();
    job.send(contact(id, Channel.CHAT, text));
    await().atMost(PATIENCE).until(() -> output.readOn().routesByContact().containsKey(id));
    return output.routesByContact().get(id).get(0);
  }

  private static CommandRun policy(String command, String... more) {
    return CommandRun.of(
        Triage.commandLine(),
        Stream.of(
                List.of("policy", command),
                List.of(more),
                List.of("--bootstrap", job.bootstrapServers(), "--timeout", "60"))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }
}
