package io.contacttriage.contact;

import static io.contacttriage.contact.TestingContacts.FULL;
import static io.contacttriage.contact.TestingContacts.reader;
import static io.contacttriage.contact.TestingContacts.record;
import static io.contacttriage.contact.TestingContacts.reject;
import static io.contacttriage.contact.TestingContacts.with;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WritersTest {
  @Test
  void aContactThatIsWrittenIsReadAgain() {
    Contact bare = TestingContacts.contact(with(""));

    for (Contact contact : List.of(FULL, bare)) {
      byte[] written = new ContactWriter().write(contact);
      assertThat(reader().read(record(written))).isEqualTo(ReadResult.of(contact));
      assertThat(written).isEqualTo(new ContactWriter().write(contact));
    }
  }

  @Test
  void halfASurrogatePairDoesNotStopTheWriter() {
    Contact contact = TestingContacts.contact(with("\"body\": \"a\\ud83db\""));

    byte[] written = new ContactWriter().write(contact);

    assertThat(reader().read(record(written)).contact().body()).isEqualTo("a?b");
  }

  @Test
  void aRejectIsWrittenInOneOrder() {
    RejectedRecord rejected = reject("{\"contactId\": \"c-9\", \"channel\": \"fax\"}");

    assertThat(new String(new RejectWriter().write(rejected), UTF_8))
        .isEqualTo(
            "{\"schemaVersion\":1,\"cause\":\"unknown_value\",\"detail\":\"wanted one of email, "
                + "chat, in_app, web_form, social, voice_transcript, found a string of 3 "
                + "characters\",\"field\":\"/channel\",\"contactId\":\"c-9\",\"problems\":[],"
                + "\"topic\":\"contacts\",\"partition\":3,\"offset\":99182,"
                + "\"timestamp\":\"2026-11-22T08:30:01.002Z\",\"sizeBytes\":38,\"sha256\":\""
                + rejected.sha256()
                + "\"}");
  }

  @Test
  void whatARejectDoesNotHaveIsNull() {
    RejectedRecord rejected =
        new RejectedRecord(
            RejectCause.INVALID_POLICY_BOOK,
            "wanted a valid book, found 2 problems",
            null,
            null,
            List.of("a", "b"),
            new RecordCoordinates("policies", 0, 0, -1),
            12,
            "00");

    assertThat(new String(new RejectWriter().write(rejected), UTF_8))
        .contains("\"field\":null,\"contactId\":null,\"problems\":[\"a\",\"b\"]")
        .contains("\"timestamp\":null");
  }
}
