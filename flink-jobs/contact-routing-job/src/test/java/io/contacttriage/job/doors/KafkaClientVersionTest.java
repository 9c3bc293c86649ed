package io.contacttriage.job.doors;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.producer.internals.TransactionalRequestResult;
import org.junit.jupiter.api.Test;

class KafkaClientVersionTest {
  @Test
  void theMethodThatTheExactlyOnceWriterCallsIsThere() throws Exception {
    // Gone from kafka-clients 4.3 on: the job would fail at its first checkpoint, not before.
    assertThat(TransactionalRequestResult.class.getMethod("await")).isNotNull();
  }
}
