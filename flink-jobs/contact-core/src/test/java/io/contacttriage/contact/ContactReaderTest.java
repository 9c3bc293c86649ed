package io.contacttriage.contact;

import static io.contacttriage.contact.TestingContacts.COORDINATES;
import static io.contacttriage.contact.TestingContacts.contact;
import static io.contacttriage.contact.TestingContacts.reader;
import static io.contacttriage.contact.TestingContacts.record;
import static io.contacttriage.contact.TestingContacts.reject;
import static io.contacttriage.contact.TestingContacts.with;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactReaderTest {
  @Test
  void everyFieldIsRead() {
    Contact contact =
        contact(
            """
            {"contactId": "c-1", "conversationId": "v-1", "customerId": "u-1", "channel": "in_app",
             "language": "ms", "country": "MY", "receivedAt": "2026-11-22T08:30:00.5+08:00",
             "subject": "Tolong", "body": "Akaun saya kena hack",
             "attachments": [{"mediaType": "image/png", "sha256": "ab", "signals": {"sexual": 0.25}}],
             "customer": {"tier": "vip", "accountType": "creator", "ageBand": "18+"},
             "attributes": {"appVersion": "39.2.0"}}
            """);

    assertThat(contact)
        .isEqualTo(
            new Contact(
                "c-1",
                "v-1",
                "u-1",
                Channel.IN_APP,
                "ms",
                "MY",
                Instant.parse("2026-11-22T00:30:00.5Z"),
                "Tolong",
                "Akaun saya kena hack",
                List.of(new Attachment("image/png", "ab", Map.of("sexual", 0.25))),
                new Customer("vip", "creator", "18+"),
                Map.of("appVersion", "39.2.0"),
                null));
  }

  @Test
  void whatIsAbsentNullOrUnknownDoesNotMatter() {
    Contact bare = contact(with(""));

    assertThat(bare.subject()).isEmpty();
    assertThat(bare.body()).isEmpty();
    assertThat(bare.customer()).isEqualTo(Customer.UNKNOWN);
    assertThat(
            contact(
                with(
                    """
                    "conversationId": null, "customerId": "", "language": " ", "country": null,
                    "subject": null, "body": null, "attachments": null, "customer": null,
                    "attributes": null, "unknown": {"deep": [1, {"x": "y"}]}, "tier": 5
                    """)))
        .isEqualTo(bare);
    assertThat(
            contact(
                with(
                    """
                    "customer": {"tier": null, "other": 1}, "attributes": {"a": null},
                    "attachments": []
                    """)))
        .isEqualTo(bare);
  }

  @Test
  void anAttachmentMayBeAlmostUnknown() {
    assertThat(contact(with("\"attachments\": [{}, {\"signals\": null}]")).attachments())
        .containsExactly(
            new Attachment("application/octet-stream", null, Map.of()),
            new Attachment("application/octet-stream", null, Map.of()));
  }

  @Test
  void aByteOrderMarkIsSkippedAndCountedInPlaces() {
    assertThat(contact('\uFEFF' + with("")).contactId()).isEqualTo("c-1");
    assertThat(reject("\uFEFF{,").detail()).endsWith("near byte 5");
  }

  @Test
  void aBodyMayHoldAnythingAndBeLong() {
    String body = "a\u0000b\u202e" + "我".repeat(100_000);

    assertThat(contact(with("\"body\": \"" + body.replace("\u0000", "\\u0000") + "\"")).body())
        .isEqualTo(body);
  }

  @Test
  void nothingIsAnEmptyRecord() {
    RejectedRecord tombstone = reader().read(record((byte[]) null)).rejected();

    assertThat(tombstone.cause()).isEqualTo(RejectCause.EMPTY_RECORD);
    assertThat(tombstone.sizeBytes()).isZero();
    for (String empty : List.of("", " \r\n\t", "\uFEFF ")) {
      assertThat(reject(empty).cause()).isEqualTo(RejectCause.EMPTY_RECORD);
    }
  }

  @Test
  void theSizeLimitIsInBytesOfTheRecord() {
    byte[] value = with("\"body\": \"我\"").getBytes(UTF_8);
    ContactReader fits = new ContactReader(() -> TestingContacts.NOW, value.length);
    ContactReader tight = new ContactReader(() -> TestingContacts.NOW, value.length - 1);

    assertThat(fits.read(record(value)).isContact()).isTrue();
    RejectedRecord rejected = tight.read(record(value)).rejected();
    assertThat(rejected.cause()).isEqualTo(RejectCause.TOO_LARGE);
    assertThat(rejected.detail())
        .isEqualTo("wanted at most %d bytes, found %d", value.length - 1, value.length);
    assertThatThrownBy(() -> new ContactReader(() -> TestingContacts.NOW, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void otherEncodingsAreNamedWithTheirPlace() {
    RejectedRecord latin =
        reader().read(record("{\"body\":\"é\"}".getBytes(ISO_8859_1))).rejected();
    assertThat(latin.cause()).isEqualTo(RejectCause.NOT_UTF8);
    assertThat(latin.detail()).endsWith("at byte 9");

    RejectedRecord wide = reader().read(record(with("").getBytes(UTF_16LE))).rejected();
    assertThat(wide.cause()).isEqualTo(RejectCause.NOT_JSON);
  }

  @Test
  void everyPrefixOfAContactIsTruncated() {
    String whole =
        with(
            """
            "body": "a\\u0041b", "attachments": [{"signals": {"a": 0.5e-1, "b": 1}}], "x": [true,
            false, null, -1.5], "attributes": {"k": "v"}""");
    contact(whole);
    for (int length = 1; length < whole.length(); length++) {
      String prefix = whole.substring(0, length);
      assertThat(reject(prefix).cause()).as(prefix).isEqualTo(RejectCause.TRUNCATED_JSON);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "contact",
        "{contactId: 1}",
        "{'contactId': 1}",
        "{\"a\" 1}",
        "{\"a\": 01}",
        "{\"a\": NaN}",
        "{\"a\": tru, \"b\": 1}",
        "{\"a\": \"\u0001\"}",
        "{\"a\": [1}",
        "{\"a\": 1,}",
        "// x\n{}",
        "{\"a\": \"\\x\"}",
        "\u0000{}",
        "<contact/>",
        "{\"a\": 1e}"
      })
  void otherSyntaxIsNotJson(String value) {
    assertThat(reject(value).cause()).isEqualTo(RejectCause.NOT_JSON);
    assertThat(reject(value).detail()).contains("near byte ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "}", "x", "null", "\u0000", "]"})
  void nothingMayStandBehindTheObject(String garbage) {
    assertThat(reject(with("") + garbage).cause()).isEqualTo(RejectCause.NOT_JSON);
    assertThat(contact(with("") + " \n").contactId()).isEqualTo("c-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[{}]", "\"contact\"", "42", "-0.5", "true", "null"})
  void onlyAnObjectIsAContact(String value) {
    assertThat(reject(value).cause()).isEqualTo(RejectCause.NOT_AN_OBJECT);
  }

  @Test
  void aKeyMayStandOnlyOnceAnywhere() {
    RejectedRecord top = reject(with("\"channel\": \"email\""));
    assertThat(top.cause()).isEqualTo(RejectCause.DUPLICATE_KEY);
    assertThat(top.field()).isEqualTo("/channel");
    assertThat(top.contactId()).isEqualTo("c-1");
    assertThat(reject(with("\"customer\": {\"tier\": \"a\", \"tier\": \"b\"}")).field())
        .isEqualTo("/customer/tier");
    assertThat(reject(with("\"attributes\": {\"secret\": \"a\", \"secret\": \"b\"}")))
        .matches(r -> r.cause() == RejectCause.DUPLICATE_KEY && r.field().equals("/attributes"));
    assertThat(reject(with("\"unknown\": {\"x\": 1, \"x\": 2}")).cause())
        .isEqualTo(RejectCause.DUPLICATE_KEY);
  }

  @Test
  void deepNestingIsRefusedAtItsPlace() {
    String deep = "[".repeat(40_000) + "]".repeat(40_000);

    assertThat(reject(with("\"x\": " + deep)).cause()).isEqualTo(RejectCause.TOO_DEEP);
    assertThat(reject(deep).cause()).isEqualTo(RejectCause.NOT_AN_OBJECT);
    assertThat(contact(with("\"x\": " + "[".repeat(31) + "]".repeat(31))).contactId())
        .isEqualTo("c-1");
  }

  @Test
  void absurdNumbersAndNamesAreTooLong() {
    assertThat(reject(with("\"x\": " + "9".repeat(5_000))).cause())
        .isEqualTo(RejectCause.VALUE_TOO_LONG);
    assertThat(reject(with("\"" + "n".repeat(60_000) + "\": 1")).cause())
        .isEqualTo(RejectCause.VALUE_TOO_LONG);
  }

  @Test
  void theTraceContextPassesThroughWhenItIsOne() {
    String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    byte[] value = with("").getBytes(UTF_8);

    assertThat(
            reader()
                .read(new IntakeRecord(null, value, trace, COORDINATES))
                .contact()
                .traceparent())
        .isEqualTo(trace);
    assertThat(reader().read(new IntakeRecord(null, value, "x\r\ny", COORDINATES)).contact())
        .extracting(Contact::traceparent)
        .isNull();
  }

  @Test
  void aRejectTellsItsRecordByCoordinatesAndDigest() {
    RejectedRecord rejected = reject("foo");

    assertThat(rejected.coordinates()).isEqualTo(COORDINATES);
    assertThat(rejected.sizeBytes()).isEqualTo(3);
    assertThat(rejected.sha256())
        .isEqualTo("2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae");
    assertThat(rejected.problems()).isEmpty();
  }

  @Test
  void aRejectNeverQuotesTheRecord() {
    for (String value :
        Arrays.asList(
            with("\"body\": \"hushhush\\x\""),
            with("\"body\": hushhush"),
            with("\"body\": {\"hushhush\": 1}"),
            with("\"attributes\": {\"hushhush\": 1}"),
            with("\"attributes\": {\"k\": \"hushhush" + "x".repeat(2_000) + "\"}"),
            with("\"attachments\": [{\"signals\": {\"hushhush\": 7}}]"),
            with("\"hushhush\": 1, \"hushhush\": 2"),
            with("\"customerId\": \"hushhush\\u0007\""),
            "{\"channel\": \"hushhush\"}",
            "{\"receivedAt\": \"hushhush\"}",
            with("") + "hushhush",
            "hushhush")) {
      assertThat(reject(value).toString()).as(value).doesNotContain("hush");
    }
  }
}
