package io.contacttriage.job.doors;

import io.contacttriage.contact.IntakeRecord;
import io.contacttriage.contact.RecordCoordinates;
import io.contacttriage.job.operators.BookSignature;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Hands a record on unopened: a deserializer that throws would restart the job for ever. */
final class IntakeRecordDeserializer implements KafkaRecordDeserializationSchema<IntakeRecord> {
  private static final int HEADER_LIMIT = 256;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<IntakeRecord> out) {
    out.collect(
        new IntakeRecord(
            text(record.key()),
            record.value(),
            header(record, "traceparent"),
            header(record, BookSignature.HEADER),
            new RecordCoordinates(
                record.topic(), record.partition(), record.offset(), record.timestamp())));
  }

  @Override
  public TypeInformation<IntakeRecord> getProducedType() {
    return TypeInformation.of(IntakeRecord.class);
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    if (header == null || header.value() == null || header.value().length > HEADER_LIMIT) {
      return null;
    }
    return text(header.value());
  }

  private static String text(byte[] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }
}
