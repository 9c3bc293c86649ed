package io.contacttriage.job.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.contact.IntakeRecord;
import io.contacttriage.contact.RecordCoordinates;
import io.contacttriage.contact.RejectCause;
import io.contacttriage.contact.RejectedRecord;
import io.contacttriage.job.TestingBooks;
import io.contacttriage.routing.launch.CandidateWithdrawal;
import io.contacttriage.routing.launch.PolicyStatus;
import io.contacttriage.scoring.bundle.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.List;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyIntakeFunctionTest {
  private static final RecordCoordinates AT = new RecordCoordinates("policies", 0, 5, -1);
  private static final byte[] GOOD = TestingBooks.sendingAllTo("blue", 4).json();

  private static final KeyPair SIGNER = SigningKeys.generate();

  private OneInputStreamOperatorTestHarness<IntakeRecord, ControlRecord> harness;

  @BeforeEach
  void open() throws Exception {
    harness = ProcessFunctionTestHarnesses.forProcessFunction(new PolicyIntakeFunction(""));
  }

  /** From now on books need a signature. */
  private void wantSignatures() throws Exception {
    harness.close();
    harness =
        ProcessFunctionTestHarnesses.forProcessFunction(
            new PolicyIntakeFunction(SigningKeys.line(SIGNER.getPublic())));
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aGoodBookIsAnnouncedAndGoesOnWithItsVersionAndItsVeryBytes() throws Exception {
    send("live", GOOD);

    assertThat(books())
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(
            new PublishedBook("announced", "", 0, GOOD, AT),
            new PublishedBook("live", "testing", 4, GOOD, AT));
  }

  @Test
  void aRecordWithoutAKeyIsForTheLiveBook() throws Exception {
    send(null, GOOD);

    assertThat(books()).extracting(PublishedBook::key).containsExactly("announced", "live");
  }

  @Test
  void aBadBookIsRefusedWithAllItsProblems() throws Exception {
    send(
        "live",
        new String(GOOD, StandardCharsets.UTF_8)
            .replace("\"priority\":\"P3\"", "\"priority\":\"P9\"")
            .replace("\"when\":\"true\"", "\"when\":\"topc == 1\"")
            .getBytes(StandardCharsets.UTF_8));

    assertThat(books()).extracting(PublishedBook::key).containsExactly("announced");
    RejectedRecord rejected = reject();
    assertThat(rejected.cause()).isEqualTo(RejectCause.INVALID_POLICY_BOOK);
    assertThat(rejected.coordinates()).isEqualTo(AT);
    assertThat(rejected.problems())
        .hasSizeGreaterThanOrEqualTo(2)
        .anyMatch(problem -> problem.contains("P9"))
        .anyMatch(problem -> problem.contains("topc"));
    assertThat(harness.getSideOutput(Statuses.TAG))
        .singleElement()
        .satisfies(
            told -> {
              PolicyStatus status = told.getValue();
              assertThat(status.outcome()).isEqualTo(PolicyStatus.Outcome.REFUSED);
              assertThat(status.problems()).isEqualTo(rejected.problems());
              assertThat(status.offset()).isEqualTo(AT.offset());
            });
  }

  @Test
  void aWithdrawalGoesOnAndOtherBytesUnderItsKeyAreRefused() throws Exception {
    byte[] withdrawal = TestingBooks.withdrawal(4, CandidateWithdrawal.By.PERSON).json();
    send("withdrawn", withdrawal);
    send("withdrawn", GOOD);

    assertThat(books())
        .singleElement()
        .usingRecursiveComparison()
        .isEqualTo(new PublishedBook("withdrawn", "", 4, withdrawal, AT));
    assertThat(reject().detail()).contains("wanted a withdrawal");
  }

  @Test
  void aDeletedBookAndAStrangeKeyAreRefused() throws Exception {
    send("live", null);
    send("life", GOOD);

    assertThat(harness.extractOutputValues()).isEmpty();
    assertThat(harness.getSideOutput(Rejects.TAG)).hasSize(2);
  }

  @Test
  void whereBooksNeedASignatureASignedOneGoesOnUnderTheKeyThatItWasSignedFor() throws Exception {
    wantSignatures();

    send("live", GOOD, BookSignature.of("live", GOOD, SIGNER.getPrivate()));
    send(null, GOOD, BookSignature.of("live", GOOD, SIGNER.getPrivate()));
    send("candidate", GOOD, BookSignature.of("candidate", GOOD, SIGNER.getPrivate()));

    assertThat(books())
        .extracting(PublishedBook::key)
        .containsExactly("announced", "live", "announced", "live", "announced", "candidate");
    assertThat(harness.getSideOutput(Rejects.TAG)).isNull();
  }

  @ParameterizedTest
  @MethodSource("otherSignatures")
  void withoutItsSignatureABookIsNotEvenAnnounced(String signature, String found) throws Exception {
    wantSignatures();

    send("live", GOOD, signature);

    assertThat(harness.extractOutputValues()).isEmpty();
    assertThat(reject().cause()).isEqualTo(RejectCause.INVALID_POLICY_BOOK);
    assertThat(reject().detail())
        .isEqualTo(
            "wanted a policy book that is signed as live by the key "
                + SigningKeys.line(SIGNER.getPublic())
                + ", found "
                + found
                + "; the live one stays");
    PolicyStatus status = harness.getSideOutput(Statuses.TAG).peek().getValue();
    assertThat(status.outcome()).isEqualTo(PolicyStatus.Outcome.REFUSED);
    assertThat(status.problems()).containsExactly(reject().detail());
  }

  static List<Arguments> otherSignatures() {
    PrivateKey signer = SIGNER.getPrivate();
    byte[] other = TestingBooks.sendingAllTo("red", 4).json();
    return List.of(
        Arguments.of(null, "no signature"),
        Arguments.of("", "another signature"),
        Arguments.of("not Base64 \u0000", "another signature"),
        Arguments.of(BookSignature.of("candidate", GOOD, signer), "another signature"),
        Arguments.of(BookSignature.of("live", other, signer), "another signature"),
        Arguments.of(
            BookSignature.of("live", GOOD, SigningKeys.generate().getPrivate()),
            "another signature"));
  }

  @Test
  void aWithdrawalNeedsNoSignature() throws Exception {
    wantSignatures();

    send("withdrawn", TestingBooks.withdrawal(4, CandidateWithdrawal.By.GUARD).json());

    assertThat(books()).extracting(PublishedBook::key).containsExactly("withdrawn");
  }

  private void send(String key, byte[] value) throws Exception {
    send(key, value, null);
  }

  private void send(String key, byte[] value, String signature) throws Exception {
    harness.processElement(new IntakeRecord(key, value, null, signature, AT), 0);
  }

  private List<PublishedBook> books() {
    return harness.extractOutputValues().stream().map(ControlRecord::book).toList();
  }

  private RejectedRecord reject() {
    return harness.getSideOutput(Rejects.TAG).peek().getValue();
  }
}
