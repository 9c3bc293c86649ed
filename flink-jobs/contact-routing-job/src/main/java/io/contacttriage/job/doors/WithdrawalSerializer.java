package io.contacttriage.job.doors;

import io.contacttriage.job.operators.PublishedBook;
import io.contacttriage.routing.launch.CandidateWithdrawal;
import io.contacttriage.routing.launch.CandidateWithdrawals;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A guard's withdrawal as a record of the policies topic, which the job reads like any other. */
final class WithdrawalSerializer implements KafkaRecordSerializationSchema<CandidateWithdrawal> {
  private static final byte[] KEY = PublishedBook.WITHDRAWN.getBytes(StandardCharsets.UTF_8);

  private final String topic;

  WithdrawalSerializer(String topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      CandidateWithdrawal withdrawal, KafkaSinkContext context, Long timestamp) {
    return new ProducerRecord<>(topic, 0, KEY, CandidateWithdrawals.write(withdrawal));
  }
}
