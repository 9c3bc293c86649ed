package io.contacttriage.cli.demo;

import static io.contacttriage.cli.demo.JobUnderTest.contact;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.Triage;
import io.contacttriage.cli.live.SeenRoute;
import io.contacttriage.cli.release.CopiedBundles;
import io.contacttriage.cli.tools.CommandRun;
import io.contacttriage.contact.Channel;
import io.contacttriage.scoring.bundle.BundleRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Model owners swap bundles while contacts flow through the job as it is delivered. */
class ModelSwapITCase {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path models;
  private final Set<String> sent = new HashSet<>();
  private JobUnderTest job;
  private JobOutput output;

  @Test
  void aReleasedBundleScoresTheNextContactsASpoiltOneNoneAndNothingIsLost() throws Exception {
    Path shipped = ProjectFolder.resolve("models/bundles");
    String name = BundleRelease.read(shipped).active().name();
    Path bundle = shipped.resolve(BundleRelease.pathOf(BundleRelease.read(shipped).active()));
    CopiedBundles.copy(bundle, models, "9.0.0");
    CopiedBundles.copy(bundle, models, "9.0.1");
    Path spoilt = CopiedBundles.copy(bundle, models, "9.0.2");
    model("release", name + "/9.0.0");

    try (JobUnderTest running =
            JobUnderTest.start(
                Duration.ofSeconds(2),
                Map.of("models.directory", models.toString(), "models.poll.interval", "200 ms"));
        JobOutput routes = new JobOutput(running.bootstrapServers())) {
      job = running;
      output = routes;
      sendUntilScoredBy(name + "/9.0.0");
      model("release", name + "/9.0.1");
      sendUntilScoredBy(name + "/9.0.1");

      Files.writeString(spoilt.resolve("tokenizer.json"), "spoilt");
      assertThat(CommandRun.of(Triage.commandLine(), arguments("release", name + "/9.0.2")).err())
          .contains("tokenizer.json")
          .contains("was not released");
      // Past the command, as by hand.
      writeRelease(name, "9.0.2");
      await()
          .atMost(PATIENCE)
          .until(() -> job.cluster().counters().largest("scoring.failedSwaps") > 0);
      sendUntilScoredBy(name + "/9.0.1");
      writeRelease(name, "9.0.1");
      model("release", name + "/9.0.0");
      sendUntilScoredBy(name + "/9.0.0");

      await()
          .atMost(PATIENCE)
          .until(() -> output.readOn().routesByContact().keySet().containsAll(sent));
      assertThat(output.routesByContact().keySet()).isEqualTo(sent);
      assertThat(output.routesByContact().values()).allMatch(answers -> answers.size() == 1);
      assertThat(seenModels()).containsExactlyInAnyOrder(name + "/9.0.0", name + "/9.0.1");
      assertThat(output.rejects).isEmpty();
      assertThat(job.cluster().restarts()).isZero();
      assertThat(job.cluster().counters().largest("scoring.swaps")).isEqualTo(2);
    }
  }

  @Test
  void aCandidateForEveryContactChangesNoDecisionUntilItIsPromoted() throws Exception {
    Path shipped = ProjectFolder.resolve("models/bundles");
    String name = BundleRelease.read(shipped).active().name();
    Path bundle = shipped.resolve(BundleRelease.pathOf(BundleRelease.read(shipped).active()));
    CopiedBundles.copy(bundle, models, "9.0.0");
    flagEverythingAsScam(CopiedBundles.copy(bundle, models, "9.1.0"));
    model("release", name + "/9.0.0");

    try (JobUnderTest running =
            JobUnderTest.start(
                Duration.ofSeconds(2),
                Map.of("models.directory", models.toString(), "models.poll.interval", "200 ms"));
        JobOutput routes = new JobOutput(running.bootstrapServers())) {
      job = running;
      output = routes;
      sendUntilScoredBy(name + "/9.0.0");
      model("release", name + "/9.1.0", "--candidate", "--percent", "100");
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                sendTen();
                return counted("scoring.shadowCompared") >= 20;
              });

      assertThat(seenModels()).containsExactly(name + "/9.0.0");
      assertThat(seenFlags()).isEmpty();
      // The last batch may be half counted.
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(counted("scoring.shadowCompared"))
                      .isEqualTo(counted("scoring.shadowSameTopic"))
                      .isEqualTo(counted("scoring.harm.shadowFlaggedByCandidateOnly")));
      assertThat(counted("scoring.shadowFailed")).isZero();
      // Flink gathers its metrics anew every ten seconds.
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(status())
                      .contains(name + "/9.0.0 is active on 2 subtasks")
                      .contains("on " + counted("scoring.shadowCompared") + " contacts")
                      .containsPattern(
                          "scam +0 +0 +" + counted("scoring.shadowCompared") + " +\\+0\\.0000"));

      model("promote");
      sendUntilScoredBy(name + "/9.1.0");

      await()
          .atMost(PATIENCE)
          .until(() -> output.readOn().routesByContact().keySet().containsAll(sent));
      assertThat(output.routesByContact().values()).allMatch(answers -> answers.size() == 1);
      assertThat(seenFlags()).as("what the candidate would have done").containsExactly("scam");
      assertThat(job.cluster().restarts()).isZero();
      assertThat(job.cluster().counters().largest("scoring.swaps")).isEqualTo(1);
      assertThat(job.cluster().counters().largest("scoring.failedSwaps")).isZero();
      assertThat(job.cluster().counters().largest("scoring.failedCandidates")).isZero();
    }
  }

  /** Contacts flow all the time: ten at once, then the next when one of them has its route. */
  private void sendUntilScoredBy(String model) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              String last = sendTen();
              return model.equals(output.routesByContact().get(last).get(0).model());
            });
  }

  /** Sends ten contacts and waits for the route of the last one, whose id it answers. */
  private String sendTen() {
    String last = "";
    for (int i = 0; i < 10; i++) {
      last = "swap-" + sent.size();
      sent.add(last);
      job.send(contact(last, Channel.CHAT, "where do I change my e-mail address?"));
    }
    String awaited = last;
    await().atMost(PATIENCE).until(() -> output.readOn().routesByContact().containsKey(awaited));
    return last;
  }

  /** Thresholds are in no network and in no golden set: the bundle stays a good one. */
  private static void flagEverythingAsScam(Path bundle) throws IOException {
    ObjectMapper json = new ObjectMapper();
    Path manifest = bundle.resolve("manifest.json");
    JsonNode content = json.readTree(manifest.toFile());
    for (JsonNode tier : content.path("tiers")) {
      ((ObjectNode) tier.path("thresholds")).put("scam", 1e-9);
    }
    json.writeValue(manifest.toFile(), content);
  }

  private long counted(String groupAndName) {
    return job.cluster().counters().sum(groupAndName);
  }

  private Set<String> seenModels() {
    return output.routesByContact().values().stream()
        .flatMap(List::stream)
        .map(SeenRoute::model)
        .collect(toSet());
  }

  private Set<String> seenFlags() {
    Set<String> flags = new HashSet<>();
    output.routesByContact().values().stream()
        .flatMap(List::stream)
        .map(route -> route.json().path("scores").path("flags"))
        .forEach(each -> each.forEach(flag -> flags.add(flag.asText())));
    return flags;
  }

  private void writeRelease(String name, String version) throws Exception {
    Path written =
        Files.write(
            models.resolve("by-hand"),
            BundleRelease.read(models)
                .withActive(BundleRelease.parse(name + "/" + version))
                .toJson());
    Files.move(written, models.resolve(BundleRelease.FILE), StandardCopyOption.ATOMIC_MOVE);
  }

  private String status() {
    String flink = job.cluster().ui().toString();
    return CommandRun.of(Triage.commandLine(), arguments("status", "--flink", flink)).out();
  }

  private void model(String... command) {
    assertThat(CommandRun.of(Triage.commandLine(), arguments(command)).exitCode()).isZero();
  }

  private String[] arguments(String... command) {
    return Stream.of(
            Stream.of("model"), Stream.of(command), Stream.of("--models", models.toString()))
        .flatMap(each -> each)
        .toArray(String[]::new);
  }
}
