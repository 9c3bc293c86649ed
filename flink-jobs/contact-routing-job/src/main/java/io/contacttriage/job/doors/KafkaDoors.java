package io.contacttriage.job.doors;

import io.contacttriage.contact.IntakeRecord;
import io.contacttriage.contact.RejectedRecord;
import io.contacttriage.job.Stage;
import io.contacttriage.job.settings.KafkaSettings;
import io.contacttriage.routing.AuditRecord;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.erasure.ErasureReceipt;
import io.contacttriage.routing.launch.CandidateWithdrawal;
import io.contacttriage.routing.launch.PolicyStatus;
import io.contacttriage.routing.launch.ShadowDiff;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Kafka as the job's way in and out. */
public final class KafkaDoors implements JobDoors {
  private final KafkaSettings settings;

  public KafkaDoors(KafkaSettings settings) {
    this.settings = settings;
  }

  @Override
  @SuppressWarnings("deprecation") // The connector's own method wants Kafka's old enum.
  public DataStream<IntakeRecord> contacts(StreamExecutionEnvironment env) {
    KafkaSource<IntakeRecord> source =
        source(settings.contactsTopic())
            .setGroupId(settings.groupId())
            .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
            .build();
    return env.fromSource(source, WatermarkStrategy.noWatermarks(), Stage.CONTACTS.title())
        .uid(Stage.CONTACTS.uid());
  }

  @Override
  public DataStream<IntakeRecord> policies(StreamExecutionEnvironment env) {
    // A compacted topic is its own history.
    KafkaSource<IntakeRecord> source =
        source(settings.policiesTopic())
            .setGroupId(settings.groupId() + "-policies")
            .setStartingOffsets(OffsetsInitializer.earliest())
            .build();
    return env.fromSource(
            new WholeTopicSource<>(source),
            WatermarkStrategy.noWatermarks(),
            Stage.POLICIES.title())
        .setParallelism(1)
        .setMaxParallelism(1)
        .uid(Stage.POLICIES.uid());
  }

  @Override
  @SuppressWarnings("deprecation") // The connector's own method wants Kafka's old enum.
  public DataStream<IntakeRecord> erasures(StreamExecutionEnvironment env) {
    // On a savepoint the position is that of the savepoint: what was erased since is erased again.
    KafkaSource<IntakeRecord> source =
        source(settings.erasuresTopic())
            .setGroupId(settings.groupId() + "-erasures")
            .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
            .build();
    return env.fromSource(source, WatermarkStrategy.noWatermarks(), Stage.ERASURES.title())
        .setParallelism(1)
        .setMaxParallelism(1)
        .uid(Stage.ERASURES.uid());
  }

  @Override
  public void decisions(DataStream<RoutingDecision> decisions) {
    sinkTo(
        decisions,
        Stage.ROUTES,
        new RouteSerializer(settings.routesTopic()),
        settings.deliveryGuarantee());
  }

  @Override
  public void rejects(DataStream<RejectedRecord> rejects) {
    sinkTo(
        rejects,
        Stage.REJECTS,
        new RejectSerializer(settings.rejectsTopic()),
        settings.deliveryGuarantee());
  }

  @Override
  public void policyStatus(DataStream<PolicyStatus> status) {
    tell(status, Stage.POLICY_STATUS, new StatusSerializer(settings.policyStatusTopic()));
  }

  @Override
  public void shadowDiffs(DataStream<ShadowDiff> diffs) {
    tell(diffs, Stage.SHADOW_DIFFS, new ShadowDiffSerializer(settings.shadowDiffsTopic()));
  }

  @Override
  public void erasureReceipts(DataStream<ErasureReceipt> receipts) {
    tell(receipts, Stage.ERASURE_RECEIPTS, new ReceiptSerializer(settings.erasureReceiptsTopic()));
  }

  @Override
  public void withdrawals(DataStream<CandidateWithdrawal> withdrawals) {
    tell(withdrawals, Stage.WITHDRAWALS, new WithdrawalSerializer(settings.policiesTopic()));
  }

  /**
   * Few records that somebody waits for: visible at once, also where routes are to wait for their
   * checkpoint, and told again after a failure rather than not at all.
   */
  private <T> void tell(
      DataStream<T> stream, Stage stage, KafkaRecordSerializationSchema<T> serializer) {
    sinkTo(stream, stage, serializer, DeliveryGuarantee.AT_LEAST_ONCE).setParallelism(1);
  }

  @Override
  public void audit(DataStream<AuditRecord> records) {
    sinkTo(
        records,
        Stage.AUDIT,
        new AuditSerializer(settings.auditTopic()),
        settings.deliveryGuarantee());
  }

  org.apache.flink.connector.kafka.source.KafkaSourceBuilder<IntakeRecord> source(String topic) {
    return KafkaSource.<IntakeRecord>builder()
        .setProperties(settings.clientProperties())
        .setBootstrapServers(settings.bootstrapServers())
        .setTopics(topic)
        .setClientIdPrefix(settings.groupId() + "-" + topic)
        .setDeserializer(new IntakeRecordDeserializer());
  }

  private <T> DataStreamSink<T> sinkTo(
      DataStream<T> stream,
      Stage stage,
      KafkaRecordSerializationSchema<T> serializer,
      DeliveryGuarantee guarantee) {
    return sinkTo(stream, stage.uid(), serializer, guarantee).name(stage.title());
  }

  <T> DataStreamSink<T> sinkTo(
      DataStream<T> stream,
      String uid,
      KafkaRecordSerializationSchema<T> serializer,
      DeliveryGuarantee guarantee) {
    Properties producer = settings.producerProperties();
    KafkaSink<T> sink =
        KafkaSink.<T>builder()
            .setBootstrapServers(settings.bootstrapServers())
            .setKafkaProducerConfig(producer)
            .setDeliveryGuarantee(guarantee)
            .setTransactionalIdPrefix(settings.groupId() + "-" + uid)
            .setRecordSerializer(serializer)
            .build();
    return stream.sinkTo(sink).uid(uid);
  }
}
