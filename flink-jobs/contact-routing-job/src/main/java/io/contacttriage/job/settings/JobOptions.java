package io.contacttriage.job.settings;

import io.contacttriage.scoring.onnx.ScoringTier;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.connector.base.DeliveryGuarantee;

/** The options of the job, in the order of the documentation. */
public final class JobOptions {
  public static final ConfigOption<String> BOOTSTRAP_SERVERS =
      ConfigOptions.key("kafka.bootstrap-servers")
          .stringType()
          .noDefaultValue()
          .withDescription("Brokers to find the cluster by: host:port, separated by commas.");

  public static final ConfigOption<String> GROUP_ID =
      ConfigOptions.key("kafka.group-id")
          .stringType()
          .defaultValue("contact-triage")
          .withDescription(
              "Consumer group of the job, and the prefix of its client and transactional ids:"
                  + " two jobs on one cluster need two.");

  public static final ConfigOption<String> CONTACTS_TOPIC =
      ConfigOptions.key("kafka.topics.contacts")
          .stringType()
          .defaultValue("contacts")
          .withDescription("Topic that contacts are read from.");

  public static final ConfigOption<String> POLICIES_TOPIC =
      ConfigOptions.key("kafka.topics.policies")
          .stringType()
          .defaultValue("policies")
          .withDescription("Compacted topic that policy books are read from.");

  public static final ConfigOption<String> ROUTES_TOPIC =
      ConfigOptions.key("kafka.topics.routes")
          .stringType()
          .defaultValue("routes")
          .withDescription("Topic that routing decisions are written to.");

  public static final ConfigOption<String> REJECTS_TOPIC =
      ConfigOptions.key("kafka.topics.rejects")
          .stringType()
          .defaultValue("rejects")
          .withDescription("Topic that rejected records are written to, with their cause.");

  public static final ConfigOption<String> AUDIT_TOPIC =
      ConfigOptions.key("kafka.topics.audit")
          .stringType()
          .defaultValue("audit")
          .withDescription("Topic that audit records are written to when audit.enabled is true.");

  public static final ConfigOption<Boolean> AUDIT =
      ConfigOptions.key("audit.enabled")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether each decision is also written with everything that it follows from, so that"
                  + " './triage replay' can decide it again and a policy can be tried on it; no"
                  + " text of a contact, no customer.");

  public static final ConfigOption<String> PSEUDONYM_SECRET =
      ConfigOptions.key("audit.pseudonym-secret")
          .stringType()
          .defaultValue("")
          .withDescription(
              "Secret of at least 32 characters under which audit records and shadow differences"
                  + " name a contact by HMAC-SHA-256 instead of its id. './triage explain"
                  + " --pseudonym-key' finds a contact with it. To change it see"
                  + " docs/data-protection.md. Without it they have the id.");

  public static final ConfigOption<String> POLICY_STATUS_TOPIC =
      ConfigOptions.key("kafka.topics.policy-status")
          .stringType()
          .defaultValue("policy-status")
          .withDescription(
              "Topic that each routing subtask tells on what became of a policy book; at least"
                  + " once, whatever delivery.guarantee says.");

  public static final ConfigOption<String> SHADOW_DIFFS_TOPIC =
      ConfigOptions.key("kafka.topics.shadow-diffs")
          .stringType()
          .defaultValue("shadow-diffs")
          .withDescription(
              "Topic that contacts are told on, by id, that a candidate policy book decides"
                  + " differently; at least once, whatever delivery.guarantee says.");

  public static final ConfigOption<String> ERASURES_TOPIC =
      ConfigOptions.key("kafka.topics.erasures")
          .stringType()
          .defaultValue("erasures")
          .withDescription("Topic that requests to forget a person are read from.");

  public static final ConfigOption<String> ERASURE_RECEIPTS_TOPIC =
      ConfigOptions.key("kafka.topics.erasure-receipts")
          .stringType()
          .defaultValue("erasure-receipts")
          .withDescription(
              "Topic that each routing subtask tells on what it cleared for such a request, at the"
                  + " next checkpoint; at least once, whatever delivery.guarantee says.");

  public static final ConfigOption<String> RECEIPT_SECRET =
      ConfigOptions.key("erasure.receipt-secret")
          .stringType()
          .defaultValue("")
          .withDescription(
              "Secret of at least 32 characters under which receipts name a customer by"
                  + " HMAC-SHA-256, for whoever must prove later that a person was forgotten."
                  + " Without it receipts name the request only.");

  public static final ConfigOption<DeliveryGuarantee> DELIVERY =
      ConfigOptions.key("delivery.guarantee")
          .enumType(DeliveryGuarantee.class)
          .defaultValue(DeliveryGuarantee.AT_LEAST_ONCE)
          .withDescription(
              "at-least-once: a route is visible at once, and after a failure a contact may be"
                  + " decided again. exactly-once: a route is visible to read_committed consumers"
                  + " when its checkpoint completes.");

  public static final ConfigOption<Duration> TRANSACTION_TIMEOUT =
      ConfigOptions.key("delivery.transaction-timeout")
          .durationType()
          .defaultValue(Duration.ofMinutes(3))
          .withDescription(
              "For exactly-once: how long the broker keeps an open transaction. Longer than a"
                  + " checkpoint and a restart together, shorter than the broker's maximum (15"
                  + " min): an orphan of a killed job holds consumers back for this long.");

  public static final ConfigOption<String> MODELS_DIRECTORY =
      ConfigOptions.key("models.directory")
          .stringType()
          .defaultValue("models/bundles")
          .withDescription(
              "Directory of the model bundles, a path or a URI of any file system that Flink knows;"
                  + " its release.json names the active one.");

  public static final ConfigOption<Duration> MODELS_POLL_INTERVAL =
      ConfigOptions.key("models.poll.interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription(
              "How often each TaskManager looks at release.json, and how long a bundle that was"
                  + " replaced stays open for the contacts that were prepared for it.");

  public static final ConfigOption<String> MODELS_PUBLIC_KEY =
      ConfigOptions.key("models.public-key")
          .stringType()
          .defaultValue("")
          .withDescription(
              "Ed25519 public key on one line, as './triage model keys' prints it: only bundles"
                  + " whose manifest is signed by its other half are used. Without it any bundle"
                  + " is.");

  public static final ConfigOption<String> POLICIES_PUBLIC_KEY =
      ConfigOptions.key("policies.public-key")
          .stringType()
          .defaultValue("")
          .withDescription(
              "Ed25519 public key on one line, as './triage model keys' prints it: only policy"
                  + " books that './triage policy publish --key' signed with its other half take"
                  + " effect. Without it any valid book does.");

  public static final ConfigOption<ScoringTier> SCORING_TIER =
      ConfigOptions.key("scoring.tier")
          .enumType(ScoringTier.class)
          .defaultValue(ScoringTier.AUTO)
          .withDescription(
              "Which networks of the bundle score: fast or deep alone; cascade, where the deep one"
                  + " is asked when the bundle's rule says so; auto, cascade where the bundle has a"
                  + " deep tier, else fast.");

  public static final ConfigOption<Integer> BATCH_CONTACTS =
      ConfigOptions.key("scoring.batch.max-contacts")
          .intType()
          .defaultValue(128)
          .withDescription("A micro-batch is scored when it holds this many contacts.");

  public static final ConfigOption<Integer> BATCH_TOKENS =
      ConfigOptions.key("scoring.batch.max-tokens")
          .intType()
          .defaultValue(4096)
          .withDescription(
              "A micro-batch is scored when it holds this many token ids, so that a batch of long"
                  + " contacts does not hold up a barrier.");

  public static final ConfigOption<Duration> BATCH_LINGER =
      ConfigOptions.key("scoring.batch.linger")
          .durationType()
          .defaultValue(Duration.ofMillis(3))
          .withDescription(
              "Longest time that the first contact of a micro-batch waits for others.");

  public static final ConfigOption<Integer> CACHED_TEXTS =
      ConfigOptions.key("scoring.cache.texts")
          .intType()
          .defaultValue(20_000)
          .withDescription(
              "How many texts each TaskManager remembers the scores of, as long as their bundle is"
                  + " open: campaigns and incidents repeat themselves. About half a kilobyte each;"
                  + " 0 remembers none.");

  public static final ConfigOption<Duration> LONGEST_WAIT =
      ConfigOptions.key("scoring.overload.longest-wait")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription(
              "When contacts were written to their topic longer ago than this, the deep tier's work"
                  + " is spared, lowest stakes first and never for the safety labels, until they"
                  + " wait less; such a decision says degraded. 0 s spares nothing.");

  public static final ConfigOption<MemorySize> MAX_RECORD_SIZE =
      ConfigOptions.key("intake.max-record-size")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(1))
          .withDescription("A larger record is rejected as too_large.");

  public static final ConfigOption<Duration> DUPLICATES_TTL =
      ConfigOptions.key("routing.duplicates.ttl")
          .durationType()
          .defaultValue(Duration.ofDays(7))
          .withDescription("How long a contactId is remembered, so that it is answered once.");

  public static final ConfigOption<Duration> HISTORY_TTL =
      ConfigOptions.key("routing.history.ttl")
          .durationType()
          .defaultValue(Duration.ofDays(31))
          .withDescription(
              "How long a subject's repeat contacts are remembered after the latest one; at least"
                  + " 30 days, since policies count over 30.");

  public static final ConfigOption<Double> SHADOW_SAMPLE_SHARE =
      ConfigOptions.key("routing.shadow.sample-share")
          .doubleType()
          .defaultValue(0.1)
          .withDescription(
              "How many of the contacts that a candidate policy book decides differently are told"
                  + " on shadow-diffs, from 0 to 1; always the same ones. All are counted.");

  public static final ConfigOption<String> LABELS_TOPIC =
      ConfigOptions.key("kafka.topics.labels")
          .stringType()
          .defaultValue("labels")
          .withDescription("Topic that the outcome report reads people's corrections from.");

  public static final ConfigOption<String> OUTCOMES_TOPIC =
      ConfigOptions.key("kafka.topics.outcomes")
          .stringType()
          .defaultValue("outcomes")
          .withDescription("Topic that the outcome report writes to; the newest of a key wins.");

  public static final ConfigOption<Duration> JOIN_TTL =
      ConfigOptions.key("outcomes.join.ttl")
          .durationType()
          .defaultValue(Duration.ofDays(30))
          .withDescription(
              "How long the outcome report lets a decision and its label wait for each other.");

  public static final ConfigOption<Duration> REPORT_EVERY =
      ConfigOptions.key("outcomes.report.every")
          .durationType()
          .defaultValue(Duration.ofMinutes(1))
          .withDescription(
              "What changed in the outcomes of a rule, queue or label is told at most once in this"
                  + " time.");

  public static final ConfigOption<Duration> DRIFT_WINDOW =
      ConfigOptions.key("outcomes.drift.window")
          .durationType()
          .defaultValue(Duration.ofDays(1))
          .withDescription(
              "Scores of this much time are compared with the first such time of the same model"
                  + " and language.");

  private JobOptions() {}

  /** Every option, in the order of the documentation. */
  public static List<ConfigOption<?>> all() {
    return List.of(
        BOOTSTRAP_SERVERS,
        GROUP_ID,
        CONTACTS_TOPIC,
        POLICIES_TOPIC,
        ROUTES_TOPIC,
        REJECTS_TOPIC,
        AUDIT_TOPIC,
        AUDIT,
        PSEUDONYM_SECRET,
        POLICY_STATUS_TOPIC,
        SHADOW_DIFFS_TOPIC,
        ERASURES_TOPIC,
        ERASURE_RECEIPTS_TOPIC,
        RECEIPT_SECRET,
        DELIVERY,
        TRANSACTION_TIMEOUT,
        MODELS_DIRECTORY,
        MODELS_POLL_INTERVAL,
        MODELS_PUBLIC_KEY,
        POLICIES_PUBLIC_KEY,
        MAX_RECORD_SIZE,
        SCORING_TIER,
        BATCH_CONTACTS,
        BATCH_TOKENS,
        BATCH_LINGER,
        CACHED_TEXTS,
        LONGEST_WAIT,
        DUPLICATES_TTL,
        HISTORY_TTL,
        SHADOW_SAMPLE_SHARE,
        LABELS_TOPIC,
        OUTCOMES_TOPIC,
        JOIN_TTL,
        REPORT_EVERY,
        DRIFT_WINDOW);
  }
}
