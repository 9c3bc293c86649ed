package io.contacttriage.job.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.contacttriage.routing.KeyedHash;
import io.contacttriage.scoring.bundle.SigningKeys;
import io.contacttriage.scoring.onnx.ScoringTier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobSettingsTest {
  private static final String KEY = "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=";

  private static final String OTHER_KEY = SigningKeys.line(SigningKeys.generate().getPublic());

  @TempDir Path folder;

  @Test
  void onlyTheBrokersAreAskedFor() {
    JobSettings settings = JobSettings.of(Map.of("kafka.bootstrap-servers", "a:1"));

    assertThat(settings.kafka().deliveryGuarantee()).isEqualTo(DeliveryGuarantee.AT_LEAST_ONCE);
    assertThat(settings.scoringTier()).isEqualTo(ScoringTier.AUTO);
    assertThat(settings.microBatch().linger()).isEqualTo(Duration.ofMillis(3));
    assertThat(settings.flink().toMap()).containsAllEntriesOf(FlinkDefaults.values());
  }

  @Test
  void everyKeyReachesItsPlace() {
    JobSettings settings =
        JobSettings.of(
            Map.ofEntries(
                Map.entry("kafka.bootstrap-servers", "a:1,b:2"),
                Map.entry("kafka.group-id", "g"),
                Map.entry("kafka.topics.contacts", "c"),
                Map.entry("kafka.topics.policies", "p"),
                Map.entry("kafka.topics.routes", "r"),
                Map.entry("kafka.topics.rejects", "j"),
                Map.entry("kafka.topics.audit", "a"),
                Map.entry("audit.enabled", "true"),
                Map.entry("audit.pseudonym-secret", "p".repeat(32)),
                Map.entry("kafka.topics.policy-status", "s"),
                Map.entry("kafka.topics.shadow-diffs", "d"),
                Map.entry("kafka.topics.erasures", "e"),
                Map.entry("kafka.topics.erasure-receipts", "er"),
                Map.entry("erasure.receipt-secret", "s".repeat(32)),
                Map.entry("delivery.guarantee", "exactly-once"),
                Map.entry("delivery.transaction-timeout", "2 min"),
                Map.entry("models.directory", "/m"),
                Map.entry("models.poll.interval", "4 s"),
                Map.entry("intake.max-record-size", "2 mb"),
                Map.entry("scoring.tier", "cascade"),
                Map.entry("scoring.batch.max-contacts", "7"),
                Map.entry("scoring.batch.max-tokens", "900"),
                Map.entry("scoring.batch.linger", "9 ms"),
                Map.entry("scoring.cache.texts", "11"),
                Map.entry("scoring.overload.longest-wait", "12 s"),
                Map.entry("models.public-key", KEY),
                Map.entry("policies.public-key", OTHER_KEY),
                Map.entry("routing.duplicates.ttl", "1 d"),
                Map.entry("routing.history.ttl", "40 d"),
                Map.entry("routing.shadow.sample-share", "0.5"),
                Map.entry("kafka.topics.labels", "l"),
                Map.entry("kafka.topics.outcomes", "o"),
                Map.entry("outcomes.join.ttl", "9 d"),
                Map.entry("outcomes.report.every", "5 s"),
                Map.entry("outcomes.drift.window", "6 h"),
                Map.entry("kafka.client.security.protocol", "SSL"),
                Map.entry("flink.execution.checkpointing.interval", "3 s")));

    assertThat(settings)
        .usingRecursiveComparison()
        .ignoringFields("flink")
        .isEqualTo(
            new JobSettings(
                new KafkaSettings(
                    "a:1,b:2",
                    "g",
                    "c",
                    "p",
                    "r",
                    "j",
                    "a",
                    "s",
                    "d",
                    "e",
                    "er",
                    DeliveryGuarantee.EXACTLY_ONCE,
                    Duration.ofMinutes(2),
                    Map.of("security.protocol", "SSL")),
                "/m",
                Duration.ofSeconds(4),
                KEY,
                OTHER_KEY,
                2 * 1024 * 1024,
                ScoringTier.CASCADE,
                new io.contacttriage.job.operators.MicroBatch(7, 900, Duration.ofMillis(9)),
                11,
                Duration.ofSeconds(12),
                new RoutingSettings(Duration.ofDays(1), Duration.ofDays(40), 0.5),
                true,
                new KeyedHash("p".repeat(32)),
                new OutcomeSettings(
                    "l", "o", Duration.ofDays(9), Duration.ofSeconds(5), Duration.ofHours(6)),
                new KeyedHash("s".repeat(32)),
                settings.flink()));
    assertThat(settings.toString()).doesNotContain("pppp", "ssss");
    assertThat(settings.flink().toMap()).containsEntry("execution.checkpointing.interval", "3 s");
  }

  @Test
  void allProblemsAreNamedAtOnce() {
    String privateKey = SigningKeys.pem(SigningKeys.generate().getPrivate());
    InvalidSettingsException refused =
        catchThrowableOfType(
            InvalidSettingsException.class,
            () ->
                JobSettings.of(
                    Map.ofEntries(
                        Map.entry("kafka.boostrap-servers", "a:1"),
                        Map.entry("scoring.tier", "slow"),
                        Map.entry("scoring.batch.max-contacts", "many"),
                        Map.entry("models.poll.interval", "1 ms"),
                        Map.entry("models.public-key", "ours"),
                        Map.entry("policies.public-key", privateKey),
                        Map.entry("routing.history.ttl", "2 d"),
                        Map.entry("routing.shadow.sample-share", "2"),
                        Map.entry("erasure.receipt-secret", "short"),
                        Map.entry("audit.pseudonym-secret", "too-short"),
                        Map.entry("delivery.guarantee", "perhaps"),
                        Map.entry("delivery.transaction-timeout", "1 h"))));

    assertThat(refused.problems())
        .hasSize(13)
        .anyMatch(p -> p.contains("did you mean 'kafka.bootstrap-servers'"))
        .anyMatch(p -> p.startsWith("'kafka.bootstrap-servers' is missing"))
        .anyMatch(p -> p.startsWith("'scoring.tier' cannot be read from 'slow': Which networks"))
        .anyMatch(p -> p.startsWith("'scoring.batch.max-contacts' cannot be read from 'many'"))
        .anyMatch(p -> p.startsWith("'models.poll.interval' must be at least PT0.1S"))
        .anyMatch(p -> p.startsWith("'models.public-key': wanted an Ed25519 public key"))
        .anyMatch(p -> p.startsWith("'policies.public-key': wanted an Ed25519 public key"))
        .noneMatch(p -> p.contains("PRIVATE KEY"))
        .anyMatch(p -> p.startsWith("'routing.history.ttl' must be at least PT720H"))
        .anyMatch(p -> p.startsWith("'routing.shadow.sample-share' must be between 0 and 1"))
        .anyMatch(
            p -> p.equals("'erasure.receipt-secret' must have at least 32 characters, found 5"))
        .anyMatch(
            p -> p.equals("'audit.pseudonym-secret' must have at least 32 characters, found 9"))
        .anyMatch(p -> p.startsWith("'delivery.guarantee' cannot be read from 'perhaps'"))
        .anyMatch(p -> p.startsWith("'delivery.transaction-timeout' must be at most PT15M"));
  }

  @Test
  void aFileMayNestItsKeysOrWriteThemWithDots() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("job.yaml"),
            "kafka:\n  bootstrap-servers: a:1\nscoring.batch.max-contacts: 5\n");

    assertThat(SettingsFile.read(file))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("kafka.bootstrap-servers", "a:1", "scoring.batch.max-contacts", "5"));
  }

  @Test
  void aBrokenFileIsNamedWithThePlaceOfTheFault() throws IOException {
    Path file = Files.writeString(folder.resolve("job.yaml"), "kafka:\n  a: [1\n");

    assertThatThrownBy(() -> SettingsFile.read(file))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("job.yaml:")
        .hasMessageContaining("not YAML");
    assertThatThrownBy(() -> SettingsFile.read(folder.resolve("none.yaml")))
        .hasMessageContaining("no settings file at");
  }
}
