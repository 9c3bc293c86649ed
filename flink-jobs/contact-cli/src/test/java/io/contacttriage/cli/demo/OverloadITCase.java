package io.contacttriage.cli.demo;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.live.SeenRoute;
import io.contacttriage.cli.release.CopiedBundles;
import io.contacttriage.cli.sample.SampleText;
import io.contacttriage.cli.sample.SampleTexts;
import io.contacttriage.contact.Channel;
import io.contacttriage.contact.Contact;
import io.contacttriage.contact.ContactWriter;
import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Stakes;
import io.contacttriage.scoring.bundle.BundleRelease;
import io.contacttriage.scoring.bundle.CascadeRule;
import io.contacttriage.scoring.bundle.ModelBundle;
import io.contacttriage.scoring.onnx.ScoringTier;
import io.contacttriage.text.TextRoom;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * More contacts than the job can score. Its bundle is the active one but for its rule, which wants
 * the deep tier for each topic: nothing is scored fast until the deep tier is spared.
 */
class OverloadITCase {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int CALM_TEXTS = 40;
  private static final int DELICATE_TEXTS = 8;

  /** Far more in a second than any machine scores deeply. */
  private static final int CONTACTS_AT_ONCE = 200;

  private static final int CONTACTS_AT_EASE = 8;

  @TempDir Path models;

  /** What is at stake in each text that is sent. */
  private final Map<String, Stakes> stakes = new HashMap<>();

  private final List<String> texts = new ArrayList<>();
  private final Map<String, String> sent = new HashMap<>();
  private JobUnderTest job;
  private JobOutput output;

  @Test
  void underMoreContactsThanItCanScoreOnlyWhatIsNotAboutSafetyIsSparedNothingIsLostAndItEnds()
      throws Exception {
    chooseTexts(bundleThatAsksTheDeepTierForAllTopics());
    try (JobUnderTest running =
            JobUnderTest.start(
                Duration.ofSeconds(1),
                Map.of(
                    "models.directory", models.toString(),
                    "scoring.cache.texts", "0",
                    "scoring.batch.max-contacts", "8",
                    "scoring.overload.longest-wait", "1 s"));
        JobOutput routes = new JobOutput(running.bootstrapServers())) {
      job = running;
      output = routes;
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                send(CONTACTS_AT_ONCE);
                return decisions().anyMatch(route -> route.degraded() != null);
              });
      Set<String> hurried = send(CONTACTS_AT_ONCE);
      awaitAllDecided();
      await().atMost(PATIENCE).until(() -> lag() == 0);

      assertThat(decisions().filter(route -> hurried.contains(route.contactId())))
          .anyMatch(route -> route.degraded() != null)
          .anyMatch(route -> stakesOf(route) == Stakes.SAFETY);
      Map<String, Set<String>> flaggedUnderLoad = safetyFlags(sent.keySet());

      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                send(1);
                awaitAllDecided();
                return job.cluster().counters().largest("scoring.overload") == 0;
              });
      Set<String> unhurried = new HashSet<>();
      while (unhurried.size() < texts.size()) {
        unhurried.addAll(send(CONTACTS_AT_EASE));
        awaitAllDecided();
      }

      assertThat(output.routesByContact().keySet()).isEqualTo(sent.keySet());
      assertThat(output.routesByContact().values()).allMatch(decided -> decided.size() == 1);
      assertThat(output.rejects).isEmpty();
      assertThat(job.cluster().restarts()).isZero();
      assertThat(decisions().filter(route -> route.degraded() != null))
          .allMatch(route -> route.degraded().equals("deep_tier_spared_topic"))
          .allMatch(route -> stakesOf(route) == Stakes.TOPIC)
          .allMatch(route -> route.tier().equals("fast"));
      assertThat(decisions().filter(route -> stakesOf(route) == Stakes.SAFETY))
          .allMatch(route -> route.degraded() == null)
          .allMatch(route -> route.tier().equals("deep"));
      assertThat(decisions().filter(route -> unhurried.contains(route.contactId())))
          .hasSize(texts.size())
          .allMatch(route -> route.degraded() == null);
      assertThat(flaggedUnderLoad).hasSize(DELICATE_TEXTS).isEqualTo(safetyFlags(unhurried));
    }
  }

  private ModelBundle bundleThatAsksTheDeepTierForAllTopics() throws Exception {
    Path shipped = ProjectFolder.resolve("models/bundles");
    BundleRelease active = BundleRelease.read(shipped);
    Path copy =
        CopiedBundles.copy(shipped.resolve(BundleRelease.pathOf(active.active())), models, "9.0.0");
    Path manifest = copy.resolve("manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replaceFirst("\"topicBelow\": *[0-9.]+", "\"topicBelow\": 1.0")
            .replaceFirst("\"urgencyBelow\": *[0-9.]+", "\"urgencyBelow\": 0.0"));
    Files.write(
        models.resolve(BundleRelease.FILE),
        new BundleRelease(
                BundleRelease.parse(active.active().name() + "/9.0.0"),
                Optional.empty(),
                Optional.empty())
            .toJson());
    return BundleRelease.loadActive(models);
  }

  /** By the fast tier's word alone, as the rule has it. */
  private void chooseTexts(ModelBundle bundle) throws Exception {
    CascadeRule rule = bundle.manifest().cascade().orElseThrow();
    TextRoom room = new TextRoom();
    int delicate = 0;
    try (ContactScorer fast = ScoringTier.FAST.open(bundle)) {
      for (SampleText each : SampleTexts.readFolder(ProjectFolder.resolve("models/contacts"))) {
        boolean isWanted =
            each.delicate() ? delicate < DELICATE_TEXTS : texts.size() - delicate < CALM_TEXTS;
        if (!isWanted || stakes.containsKey(each.text())) {
          continue;
        }
        Stakes found =
            rule.atStake(
                fast.score(List.of(room.prepare(contact("c", each.text()), fast.tokenizer())))
                    .get(0));
        if (found == (each.delicate() ? Stakes.SAFETY : Stakes.TOPIC)) {
          stakes.put(each.text(), found);
          texts.add(each.text());
          delicate += each.delicate() ? 1 : 0;
        }
      }
    }
    assertThat(texts).hasSize(CALM_TEXTS + DELICATE_TEXTS);
  }

  /** The next texts in turn, under new ids, which are the answer. */
  private Set<String> send(int count) {
    ContactWriter writer = new ContactWriter();
    Set<String> ids = new LinkedHashSet<>();
    List<Map.Entry<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = "overload-" + sent.size();
      String text = texts.get(sent.size() % texts.size());
      Contact contact = contact(id, text);
      sent.put(id, text);
      ids.add(id);
      records.add(Map.entry(JobUnderTest.utf8(contact.routingKey()), writer.write(contact)));
    }
    job.send("contacts", records);
    output.readOn();
    return ids;
  }

  /** Each of another customer, so that all subtasks have work. */
  private static Contact contact(String id, String text) {
    return new Contact(
        id,
        null,
        "customer of " + id,
        Channel.CHAT,
        null,
        null,
        Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS),
        null,
        text,
        null,
        null,
        null,
        null);
  }

  private void awaitAllDecided() {
    await().atMost(PATIENCE).until(() -> output.readOn().routes.size() >= sent.size());
  }

  private Stream<SeenRoute> decisions() {
    return output.routesByContact().values().stream().flatMap(List::stream);
  }

  private Stakes stakesOf(SeenRoute route) {
    return stakes.get(sent.get(route.contactId()));
  }

  /** Of the texts in which safety is at stake: the safety labels that their decisions flag. */
  private Map<String, Set<String>> safetyFlags(Set<String> contacts) {
    return decisions()
        .filter(route -> contacts.contains(route.contactId()))
        .filter(route -> stakesOf(route) == Stakes.SAFETY)
        .collect(
            toMap(
                route -> sent.get(route.contactId()),
                OverloadITCase::safetyFlags,
                (one, other) -> {
                  assertThat(other).isEqualTo(one);
                  return one;
                }));
  }

  private static Set<String> safetyFlags(SeenRoute route) {
    List<String> flags = new ArrayList<>();
    route.json().path("scores").path("flags").forEach(flag -> flags.add(flag.textValue()));
    return Stream.of(HarmLabel.values())
        .filter(HarmLabel::isSafety)
        .map(HarmLabel::label)
        .filter(flags::contains)
        .collect(toSet());
  }

  /** Contacts that the job has not read yet, as its consumer group says. */
  private long lag() throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", job.bootstrapServers()))) {
      Map<TopicPartition, OffsetAndMetadata> read =
          admin
              .listConsumerGroupOffsets(job.stack().settings().kafka().groupId())
              .partitionsToOffsetAndMetadata()
              .get();
      Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
      admin
          .describeTopics(List.of("contacts"))
          .allTopicNames()
          .get()
          .get("contacts")
          .partitions()
          .forEach(
              each ->
                  ends.put(new TopicPartition("contacts", each.partition()), OffsetSpec.latest()));
      long lag = 0;
      for (var end : admin.listOffsets(ends).all().get().entrySet()) {
        OffsetAndMetadata at = read.get(end.getKey());
        lag += end.getValue().offset() - (at == null ? 0 : at.offset());
      }
      return lag;
    }
  }
}
