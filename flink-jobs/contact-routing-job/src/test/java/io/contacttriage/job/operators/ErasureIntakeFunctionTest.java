package io.contacttriage.job.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.contact.IntakeRecord;
import io.contacttriage.contact.RecordCoordinates;
import io.contacttriage.contact.RejectCause;
import io.contacttriage.routing.KeyedHash;
import io.contacttriage.routing.erasure.ErasureRequest;
import io.contacttriage.routing.erasure.ErasureRequests;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErasureIntakeFunctionTest {
  private static final String SECRET = "of-the-tests-0123456789-abcdefgh";
  private static final RecordCoordinates AT = new RecordCoordinates("erasures", 0, 5, -1);

  private OneInputStreamOperatorTestHarness<IntakeRecord, ControlRecord> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        ProcessFunctionTestHarnesses.forProcessFunction(
            new ErasureIntakeFunction(new KeyedHash(SECRET)));
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aRequestGoesOnWithItsSubjectsAndTheSealOfItsCustomer() throws Exception {
    send(
        ErasureRequests.write(
            new ErasureRequest(
                "r-1", "ana", List.of("v-1"), List.of("c-1"), Instant.EPOCH, "privacy-desk")));

    assertThat(harness.extractOutputValues())
        .containsExactly(
            ControlRecord.of(
                new Erasure(
                    "r-1", new KeyedHash(SECRET).seal("ana"), List.of("ana", "v-1", "c-1"))));
  }

  @Test
  void whatIsNoRequestIsARejectThatQuotesNobodyAndTheNextOneGoesOn() throws Exception {
    send("{\"requestId\":\"r-1\",\"customerId\":[\"ana\"]}".getBytes(StandardCharsets.UTF_8));
    send(null);
    send(
        ErasureRequests.write(
            new ErasureRequest("r-2", "ana", List.of(), List.of(), Instant.EPOCH, "desk")));

    assertThat(harness.getSideOutput(Rejects.TAG))
        .extracting(StreamRecord::getValue)
        .hasSize(2)
        .allSatisfy(
            reject -> {
              assertThat(reject.cause()).isEqualTo(RejectCause.INVALID_ERASURE);
              assertThat(reject.coordinates()).isEqualTo(AT);
              assertThat(reject.detail()).contains("wanted").doesNotContain("ana");
            });
    assertThat(harness.extractOutputValues())
        .extracting(record -> record.erasure().requestId())
        .containsExactly("r-2");
  }

  private void send(byte[] value) throws Exception {
    harness.processElement(new IntakeRecord(null, value, null, AT), 0);
  }
}
