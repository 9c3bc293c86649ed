package io.contacttriage.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.contact.Attachment;
import io.contacttriage.contact.Channel;
import io.contacttriage.contact.Contact;
import io.contacttriage.contact.ContactFacts;
import io.contacttriage.contact.Customer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextRoomTest {
  private static final Instant RECEIVED = Instant.parse("2026-11-22T08:30:00Z");

  private final List<String> tokenized = new ArrayList<>();

  private int[] encode(String text) {
    tokenized.add(text);
    return new int[] {2, text.length(), 3};
  }

  private static Contact contact(String subject, String body, List<Attachment> attachments) {
    return new Contact(
        "c-1",
        "v-1",
        null,
        Channel.EMAIL,
        "ms",
        "MY",
        RECEIVED,
        subject,
        body,
        attachments,
        new Customer("vip", null, null),
        Map.of("followers", "12"),
        "00-trace");
  }

  @Test
  void factsHoldEverythingButTheWords() {
    Contact contact =
        contact("Tolong", "kad 4111111111111111, e-mel ali@example.com dan a@b.com", List.of());

    PreparedContact prepared = new TextRoom().prepare(contact, this::encode);

    String text = "Tolong kad <card>, e-mel <email> dan <email>";
    assertThat(tokenized).containsExactly(text);
    assertThat(prepared.tokenIds()).containsExactly(2, text.length(), 3);
    assertThat(prepared.facts())
        .isEqualTo(
            new ContactFacts(
                "c-1",
                "v-1",
                Channel.EMAIL,
                "ms",
                "MY",
                RECEIVED,
                new Customer("vip", null, null),
                Map.of("followers", "12"),
                "00-trace",
                text.length(),
                "Latn",
                Map.of("card", 1, "email", 2),
                0,
                Map.of()));
  }

  @Test
  void theHighestSignalOfAllAttachmentsCounts() {
    List<Attachment> attachments =
        List.of(
            new Attachment("image/png", null, Map.of("sexual", 0.2, "violence", 0.9)),
            new Attachment("image/png", null, Map.of("sexual", 0.7)),
            new Attachment("video/mp4", null, Map.of()));

    ContactFacts facts = new TextRoom().prepare(contact("", "", attachments), this::encode).facts();

    assertThat(facts.attachmentCount()).isEqualTo(3);
    assertThat(facts.attachmentSignals())
        .containsOnly(Map.entry("sexual", 0.7), Map.entry("violence", 0.9));
  }

  @Test
  void anEmptyContactIsPreparedToo() {
    PreparedContact prepared = new TextRoom().prepare(contact("", "", List.of()), this::encode);

    assertThat(prepared.facts().characters()).isZero();
    assertThat(prepared.facts().script()).isEqualTo("Zyyy");
    assertThat(prepared.tokenIds()).containsExactly(2, 0, 3);
  }

  @Test
  void aCandidatesOwnTokenizerReadsTheSameText() {
    PreparedContact prepared =
        new TextRoom()
            .prepare(
                contact("Hello", "call +60 12-345 6789", List.of()),
                this::encode,
                "tiny/2",
                text -> {
                  tokenized.add(text);
                  return new int[] {7};
                });

    assertThat(tokenized).containsExactly("Hello call <phone>", "Hello call <phone>");
    assertThat(prepared.tokenIds()).containsExactly(2, 18, 3);
    assertThat(prepared.candidate()).isEqualTo("tiny/2");
    assertThat(prepared.candidateIds()).containsExactly(7);
    PreparedContact forCandidate = prepared.asForCandidate();
    assertThat(forCandidate.tokenIds()).containsExactly(7);
    assertThat(forCandidate.model()).isEqualTo("tiny/2");
    assertThat(forCandidate.facts()).isEqualTo(prepared.facts());
  }

  @Test
  void aCandidateWhoseTokenizerFailsHasNoIdsAndTheLiveModelHas() {
    PreparedContact prepared =
        new TextRoom()
            .prepare(
                contact("", "Hello", List.of()),
                this::encode,
                "tiny/2",
                text -> {
                  throw new IllegalStateException("on purpose");
                });

    assertThat(prepared.tokenIds()).containsExactly(2, 5, 3);
    assertThat(prepared.candidate()).isEqualTo("tiny/2");
    assertThat(prepared.candidateIds()).isEmpty();
  }
}
