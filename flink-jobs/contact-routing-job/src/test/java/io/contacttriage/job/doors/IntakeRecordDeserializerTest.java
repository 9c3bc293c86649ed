package io.contacttriage.job.doors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.contact.IntakeRecord;
import io.contacttriage.contact.RecordCoordinates;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class IntakeRecordDeserializerTest {
  @Test
  void aRecordIsHandedOnUnopenedWithItsPlace() {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("contacts", 2, 11, "key".getBytes(UTF_8), new byte[] {-1, 0});
    record.headers().add("traceparent", "00-abc".getBytes(UTF_8));
    record.headers().add("signature", "c2ln".getBytes(UTF_8));

    IntakeRecord read = read(record);

    assertThat(read.key()).isEqualTo("key");
    assertThat(read.value()).containsExactly(-1, 0);
    assertThat(read.traceparent()).isEqualTo("00-abc");
    assertThat(read.signature()).isEqualTo("c2ln");
    assertThat(read.coordinates()).isEqualTo(new RecordCoordinates("contacts", 2, 11, -1));
  }

  @Test
  void nothingIsAsGoodAsSomething() {
    ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("contacts", 0, 0, null, null);
    record.headers().add("traceparent", null);

    IntakeRecord read = read(record);

    assertThat(read.key()).isNull();
    assertThat(read.value()).isNull();
    assertThat(read.traceparent()).isNull();
  }

  @Test
  void anEndlessHeaderIsLeftOut() {
    ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("contacts", 0, 0, null, null);
    record.headers().add("traceparent", new byte[100_000]);
    record.headers().add("signature", new byte[100_000]);

    assertThat(read(record).traceparent()).isNull();
    assertThat(read(record).signature()).isNull();
  }

  private static IntakeRecord read(ConsumerRecord<byte[], byte[]> record) {
    List<IntakeRecord> out = new ArrayList<>();
    new IntakeRecordDeserializer().deserialize(record, new ListCollector<>(out));
    return out.get(0);
  }
}
