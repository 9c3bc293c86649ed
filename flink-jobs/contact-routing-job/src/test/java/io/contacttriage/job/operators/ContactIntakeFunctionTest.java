package io.contacttriage.job.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.contact.Contact;
import io.contacttriage.contact.IntakeRecord;
import io.contacttriage.contact.RecordCoordinates;
import io.contacttriage.contact.RejectCause;
import io.contacttriage.contact.RejectedRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContactIntakeFunctionTest {
  private OneInputStreamOperatorTestHarness<IntakeRecord, Contact> harness;

  @BeforeEach
  void open() throws Exception {
    harness = ProcessFunctionTestHarnesses.forProcessFunction(new ContactIntakeFunction(2_000));
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aGoodRecordLeavesAsAContact() throws Exception {
    send("{\"contactId\":\"c1\",\"channel\":\"chat\",\"receivedAt\":\"2026-01-01T00:00:00Z\"}");

    assertThat(harness.extractOutputValues()).extracting(Contact::contactId).containsExactly("c1");
    assertThat(harness.getSideOutput(Rejects.TAG)).isNull();
  }

  @Test
  void aBadRecordLeavesByTheSideDoorWithItsCauseAndPlace() throws Exception {
    send("{\"contactId\":\"c1\",");
    send("x".repeat(2_001));

    assertThat(harness.extractOutputValues()).isEmpty();
    assertThat(rejects())
        .extracting(RejectedRecord::cause)
        .containsExactly(RejectCause.TRUNCATED_JSON, RejectCause.TOO_LARGE);
    assertThat(rejects().get(0).coordinates())
        .isEqualTo(new RecordCoordinates("contacts", 3, 7, 9));
  }

  private void send(String value) throws Exception {
    harness.processElement(
        new IntakeRecord(
            null,
            value.getBytes(StandardCharsets.UTF_8),
            null,
            new RecordCoordinates("contacts", 3, 7, 9)),
        0);
  }

  private List<RejectedRecord> rejects() {
    return harness.getSideOutput(Rejects.TAG).stream().map(StreamRecord::getValue).toList();
  }
}
