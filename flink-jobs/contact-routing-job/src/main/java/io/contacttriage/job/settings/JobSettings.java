package io.contacttriage.job.settings;

import io.contacttriage.job.operators.MicroBatch;
import io.contacttriage.routing.KeyedHash;
import io.contacttriage.scoring.bundle.SigningKeys;
import io.contacttriage.scoring.onnx.ScoringSetup;
import io.contacttriage.scoring.onnx.ScoringTier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/**
 * Everything that a run of the job is told, checked. {@code flink.*} goes to Flink, {@code
 * kafka.client.*} to the Kafka clients, the rest are {@link JobOptions}.
 *
 * @param modelsPublicKey an Ed25519 key as {@link SigningKeys} reads it, empty where bundles need
 *     no signature
 * @param policiesPublicKey the same for policy books
 * @param cachedTexts how many texts' scores are remembered
 * @param longestWait of a contact before the deep tier is spared, zero for ever
 * @param routing what the routing room is told
 * @param audit whether each decision is also written with what it follows from
 * @param pseudonyms under which the audit names a contact, null where it has its id
 * @param outcomes what the outcome report is told
 * @param receiptSeal under which erasure receipts name a customer, null where they do not
 * @param flink options for the execution environment
 */
public record JobSettings(
    KafkaSettings kafka,
    String modelsDirectory,
    Duration modelsPollInterval,
    String modelsPublicKey,
    String policiesPublicKey,
    int maxRecordBytes,
    ScoringTier scoringTier,
    MicroBatch microBatch,
    int cachedTexts,
    Duration longestWait,
    RoutingSettings routing,
    boolean audit,
    KeyedHash pseudonyms,
    OutcomeSettings outcomes,
    KeyedHash receiptSeal,
    Configuration flink) {
  private static final String FLINK_PREFIX = "flink.";
  private static final String KAFKA_CLIENT_PREFIX = "kafka.client.";
  private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(15);

  /**
   * Checks and takes the settings.
   *
   * @param given flat keys and their values as text
   * @throws InvalidSettingsException with every problem, not only the first
   */
  public static JobSettings of(Map<String, String> given) {
    List<String> problems = new ArrayList<>();
    Configuration flink = FlinkDefaults.configuration();
    Map<String, String> kafkaClient = new TreeMap<>();
    Configuration own = new Configuration();
    new TreeMap<>(given)
        .forEach(
            (key, value) -> {
              if (key.startsWith(FLINK_PREFIX)) {
                flink.setString(key.substring(FLINK_PREFIX.length()), value);
              } else if (key.startsWith(KAFKA_CLIENT_PREFIX)) {
                kafkaClient.put(key.substring(KAFKA_CLIENT_PREFIX.length()), value);
              } else if (JobOptions.all().stream().anyMatch(option -> option.key().equals(key))) {
                own.setString(key, value);
              } else {
                problems.add("unknown setting '" + key + "'" + KeySpelling.hint(key));
              }
            });
    Reader read = new Reader(own, problems);

    String bootstrap = read.value(JobOptions.BOOTSTRAP_SERVERS);
    if (bootstrap == null || bootstrap.isBlank()) {
      problems.add("'kafka.bootstrap-servers' is missing: wanted host:port, separated by commas");
    }
    KafkaSettings kafka =
        new KafkaSettings(
            bootstrap,
            read.value(JobOptions.GROUP_ID),
            read.value(JobOptions.CONTACTS_TOPIC),
            read.value(JobOptions.POLICIES_TOPIC),
            read.value(JobOptions.ROUTES_TOPIC),
            read.value(JobOptions.REJECTS_TOPIC),
            read.value(JobOptions.AUDIT_TOPIC),
            read.value(JobOptions.POLICY_STATUS_TOPIC),
            read.value(JobOptions.SHADOW_DIFFS_TOPIC),
            read.value(JobOptions.ERASURES_TOPIC),
            read.value(JobOptions.ERASURE_RECEIPTS_TOPIC),
            read.value(JobOptions.DELIVERY),
            read.atMost(
                JobOptions.TRANSACTION_TIMEOUT, LONGEST_TRANSACTION, "the broker's usual maximum"),
            kafkaClient);
    Duration poll =
        read.atLeast(JobOptions.MODELS_POLL_INTERVAL, Duration.ofMillis(100), "it reads a file");
    String modelsKey = read.publicKey(JobOptions.MODELS_PUBLIC_KEY);
    String policiesKey = read.publicKey(JobOptions.POLICIES_PUBLIC_KEY);
    ScoringTier tier = read.value(JobOptions.SCORING_TIER);
    int contacts = read.atLeast(JobOptions.BATCH_CONTACTS, 1);
    int tokens = read.atLeast(JobOptions.BATCH_TOKENS, 1);
    Duration linger = read.atLeast(JobOptions.BATCH_LINGER, Duration.ZERO, "no time");
    int cachedTexts = read.atLeast(JobOptions.CACHED_TEXTS, 0);
    Duration longestWait = read.atLeast(JobOptions.LONGEST_WAIT, Duration.ZERO, "no time");
    long recordBytes = read.value(JobOptions.MAX_RECORD_SIZE).getBytes();
    if (recordBytes < 1 || recordBytes > Integer.MAX_VALUE) {
      problems.add(
          "'intake.max-record-size' must be between 1 byte and 2 GB, found " + recordBytes);
    }
    RoutingSettings routing =
        new RoutingSettings(
            read.atLeast(JobOptions.DUPLICATES_TTL, Duration.ofMinutes(1), "a redelivery takes"),
            read.atLeast(
                JobOptions.HISTORY_TTL, Duration.ofDays(30), "policies count over 30 days"),
            read.share(JobOptions.SHADOW_SAMPLE_SHARE));
    OutcomeSettings outcomes =
        new OutcomeSettings(
            read.value(JobOptions.LABELS_TOPIC),
            read.value(JobOptions.OUTCOMES_TOPIC),
            read.atLeast(JobOptions.JOIN_TTL, Duration.ofMinutes(1), "a label takes"),
            read.atLeast(JobOptions.REPORT_EVERY, Duration.ofMillis(100), "a record each"),
            read.atLeast(JobOptions.DRIFT_WINDOW, Duration.ofMinutes(1), "scores must come"));
    KeyedHash pseudonyms = read.keyedHash(JobOptions.PSEUDONYM_SECRET);
    KeyedHash receiptSeal = read.keyedHash(JobOptions.RECEIPT_SECRET);
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
    return new JobSettings(
        kafka,
        read.value(JobOptions.MODELS_DIRECTORY),
        poll,
        modelsKey,
        policiesKey,
        (int) recordBytes,
        tier,
        new MicroBatch(contacts, tokens, linger),
        cachedTexts,
        longestWait,
        routing,
        read.value(JobOptions.AUDIT),
        pseudonyms,
        outcomes,
        receiptSeal,
        flink);
  }

  /** How the bundles score that the job loads. */
  public ScoringSetup scoringSetup() {
    return new ScoringSetup(scoringTier, cachedTexts);
  }

  /** Reads options one by one; a bad one becomes a problem and its default stands in. */
  private record Reader(Configuration own, List<String> problems) {
    <T> T value(ConfigOption<T> option) {
      try {
        return own.get(option);
      } catch (IllegalArgumentException bad) {
        problems.add(
            "'"
                + option.key()
                + "' cannot be read from '"
                + own.toMap().get(option.key())
                + "': "
                + ConfigurationPage.describe(option));
        return option.defaultValue();
      }
    }

    String publicKey(ConfigOption<String> option) {
      String line = value(option);
      try {
        if (!line.isEmpty()) {
          SigningKeys.publicKey(line);
        }
        return line;
      } catch (IllegalArgumentException bad) {
        problems.add("'" + option.key() + "': " + bad.getMessage());
        return option.defaultValue();
      }
    }

    /** Null where the option is not set. */
    KeyedHash keyedHash(ConfigOption<String> option) {
      String secret = value(option);
      try {
        return secret.isEmpty() ? null : new KeyedHash(secret);
      } catch (IllegalArgumentException bad) {
        problems.add("'" + option.key() + "' " + bad.getMessage());
        return null;
      }
    }

    int atLeast(ConfigOption<Integer> option, int least) {
      int value = value(option);
      if (value < least) {
        problems.add("'" + option.key() + "' must be at least " + least + ", found " + value);
        return option.defaultValue();
      }
      return value;
    }

    Duration atLeast(ConfigOption<Duration> option, Duration least, String why) {
      Duration value = value(option);
      if (value.compareTo(least) < 0) {
        problems.add(
            "'" + option.key() + "' must be at least " + least + " (" + why + "), found " + value);
        return option.defaultValue();
      }
      return value;
    }

    double share(ConfigOption<Double> option) {
      double value = value(option);
      if (!(value >= 0 && value <= 1)) {
        problems.add("'" + option.key() + "' must be between 0 and 1, found " + value);
        return option.defaultValue();
      }
      return value;
    }

    Duration atMost(ConfigOption<Duration> option, Duration most, String why) {
      Duration value = value(option);
      if (value.compareTo(most) > 0) {
        problems.add(
            "'" + option.key() + "' must be at most " + most + " (" + why + "), found " + value);
        return option.defaultValue();
      }
      return value;
    }
  }
}
