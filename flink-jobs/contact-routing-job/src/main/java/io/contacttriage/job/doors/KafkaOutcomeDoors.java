package io.contacttriage.job.doors;

import io.contacttriage.contact.IntakeRecord;
import io.contacttriage.contact.RejectedRecord;
import io.contacttriage.job.outcomes.OutcomeDoors;
import io.contacttriage.job.outcomes.OutcomeStage;
import io.contacttriage.job.settings.KafkaSettings;
import io.contacttriage.job.settings.OutcomeSettings;
import io.contacttriage.routing.outcome.DriftReport;
import io.contacttriage.routing.outcome.OutcomeReport;
import io.contacttriage.routing.outcome.OutcomeWriter;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Kafka as the outcome report's way in and out. At least once: reports are sums, and the newest of
 * a key wins.
 */
public final class KafkaOutcomeDoors implements OutcomeDoors {
  private static final OutcomeWriter WRITER = new OutcomeWriter();

  private final KafkaDoors kafka;
  private final KafkaSettings settings;
  private final OutcomeSettings outcomes;

  public KafkaOutcomeDoors(KafkaSettings settings, OutcomeSettings outcomes) {
    this.kafka = new KafkaDoors(settings);
    this.settings = settings;
    this.outcomes = outcomes;
  }

  @Override
  public DataStream<IntakeRecord> routes(StreamExecutionEnvironment env) {
    return read(env, settings.routesTopic(), OutcomeStage.ROUTES);
  }

  @Override
  public DataStream<IntakeRecord> labels(StreamExecutionEnvironment env) {
    return read(env, outcomes.labelsTopic(), OutcomeStage.LABELS);
  }

  @Override
  public void outcomes(DataStream<OutcomeReport> reports) {
    write(
        reports,
        OutcomeStage.OUTCOMES,
        record(
            report -> report.group().key(),
            report -> WRITER.write(report),
            outcomes.outcomesTopic()));
  }

  @Override
  public void drift(DataStream<DriftReport> reports) {
    write(
        reports,
        OutcomeStage.DRIFT_REPORTS,
        record(
            report -> "drift/" + report.language() + "/" + report.modelVersion(),
            report -> WRITER.write(report),
            outcomes.outcomesTopic()));
  }

  @Override
  public void rejects(DataStream<RejectedRecord> rejects) {
    write(rejects, OutcomeStage.REJECTS, new RejectSerializer(settings.rejectsTopic()));
  }

  @SuppressWarnings("deprecation") // The connector's own method wants Kafka's old enum.
  private DataStream<IntakeRecord> read(
      StreamExecutionEnvironment env, String topic, OutcomeStage stage) {
    var source =
        kafka
            .source(topic)
            .setGroupId(settings.groupId() + "-outcomes")
            // Routes of a transaction that was aborted were never routes.
            .setProperty("isolation.level", "read_committed")
            .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
            .build();
    return env.fromSource(source, WatermarkStrategy.noWatermarks(), stage.title()).uid(stage.uid());
  }

  private <T> void write(
      DataStream<T> stream, OutcomeStage stage, KafkaRecordSerializationSchema<T> serializer) {
    kafka
        .sinkTo(stream, stage.uid(), serializer, DeliveryGuarantee.AT_LEAST_ONCE)
        .name(stage.title());
  }

  /** A part of a record, made of what is written. */
  private interface Part<T, P> extends java.util.function.Function<T, P>, java.io.Serializable {}

  private static <T> KafkaRecordSerializationSchema<T> record(
      Part<T, String> key, Part<T, byte[]> value, String topic) {
    return (written, context, timestamp) ->
        new ProducerRecord<>(
            topic, key.apply(written).getBytes(StandardCharsets.UTF_8), value.apply(written));
  }
}
