package io.contacttriage.contact;

import static io.contacttriage.contact.TestingContacts.contact;
import static io.contacttriage.contact.TestingContacts.reject;
import static io.contacttriage.contact.TestingContacts.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What single fields may hold. */
class ContactFieldsTest {
  @ParameterizedTest
  @ValueSource(strings = {"contactId", "channel", "receivedAt"})
  void aRequiredFieldThatIsMissingOrNullIsNamed(String name) {
    for (String contact :
        List.of(
            with("").replaceFirst("\"" + name + "\":", "\"was_" + name + "\":"),
            with("").replaceFirst("\"" + name + "\":\"[^\"]*\"", "\"" + name + "\":null"))) {
      RejectedRecord rejected = reject(contact);
      assertThat(rejected.cause()).isEqualTo(RejectCause.MISSING_FIELD);
      assertThat(rejected.field()).isEqualTo("/" + name);
      assertThat(rejected.detail()).isEqualTo("wanted " + name + ", found none");
      assertThat(rejected.contactId()).isEqualTo(name.equals("contactId") ? null : "c-1");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/contactId | {'contactId': 7} | a string | a number",
        "/channel | {'channel': true} | a string | a boolean",
        "/receivedAt | {'receivedAt': 1795336201} | a string | a number",
        "/body | {'body': ['x']} | a string | an array",
        "/subject | {'subject': {}} | a string | an object",
        "/customer | {'customer': 'vip'} | an object | a string",
        "/customer/tier | {'customer': {'tier': 1}} | a string | a number",
        "/attributes | {'attributes': []} | an object | an array",
        "/attributes | {'attributes': {'followers': 12}} | a string | a number",
        "/attributes | {'attributes': {'verified': false}} | a string | a boolean",
        "/attachments | {'attachments': {}} | an array | an object",
        "/attachments/1 | {'attachments': [{}, null]} | an object | null",
        "/attachments/0/signals | {'attachments': [{'signals': []}]} | an object | an array",
        "/attachments/0/signals | {'attachments': [{'signals': {'x': '1'}}]} | a number | a string",
        "/attachments/0/signals | {'attachments': [{'signals': {'x': null}}]} | a number | null",
      })
  void anotherTypeIsNamedWithTheWantedOne(String field, String value, String wanted, String found) {
    RejectedRecord rejected = reject(value.replace('\'', '"'));

    assertThat(rejected.cause()).isEqualTo(RejectCause.WRONG_TYPE);
    assertThat(rejected.field()).isEqualTo(field);
    assertThat(rejected.detail()).isEqualTo("wanted " + wanted + ", found " + found);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Chat", "CHAT", "chat ", "sms", "", "e-mail"})
  void anUnknownChannelIsAnsweredWithTheKnownOnes(String channel) {
    RejectedRecord rejected = reject("{\"contactId\": \"c-9\", \"channel\": \"" + channel + "\"}");

    assertThat(rejected.cause()).isEqualTo(RejectCause.UNKNOWN_VALUE);
    assertThat(rejected.detail())
        .startsWith("wanted one of email, chat, in_app, web_form, social, voice_transcript, found");
    assertThat(rejected.contactId()).isEqualTo("c-9");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22T08:30:00",
        "2026-11-22",
        "2026-11-22 08:30:00Z",
        "1795336201",
        "",
        "2026-13-01T00:00:00Z",
        "2026-02-30T00:00:00Z",
        "2026-11-22T25:00:00Z",
        "2026-11-22T08:30:00+0800",
        "22/11/2026 08:30",
        "2026-11-22T08:30:00+08:00[Asia/Singapore]"
      })
  void aTimeWithoutOffsetOrInAnotherFormIsBad(String time) {
    assertThat(reject("{\"receivedAt\": \"" + time + "\"}").cause())
        .isEqualTo(RejectCause.BAD_TIMESTAMP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9999-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "2014-12-31T23:59:59.999Z",
        "2026-11-23T09:00:00.001Z", "+999999999-12-31T23:59:59-18:00", "0000-01-01T00:00:00Z"
      })
  void aTimeFarFromTheClockIsOutOfRange(String time) {
    assertThat(reject("{\"receivedAt\": \"" + time + "\"}").cause())
        .isEqualTo(RejectCause.TIMESTAMP_OUT_OF_RANGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2015-01-01T00:00:00Z", "2026-11-23T09:00:00Z", "2026-11-23T14:30:00+05:30"})
  void theEndsOfTheRangeBelongToIt(String time) {
    contact("{\"contactId\":\"c\",\"channel\":\"chat\",\"receivedAt\":\"" + time + "\"}");
  }

  @Test
  void namesHaveALengthInCharactersNotInUnits() {
    String longest = "😀".repeat(256);

    assertThat(contact(with("\"customerId\": \"" + longest + "\"")).customerId())
        .isEqualTo(longest);
    for (String field : List.of("conversationId", "customerId", "language", "country")) {
      RejectedRecord rejected = reject(with("\"" + field + "\": \"" + longest + "x\""));
      assertThat(rejected.cause()).isEqualTo(RejectCause.VALUE_TOO_LONG);
      assertThat(rejected.field()).isEqualTo("/" + field);
      assertThat(rejected.detail()).isEqualTo("wanted at most 256 characters, found 257");
    }
    assertThat(reject(with("\"attributes\": {\"a\": \"" + "v".repeat(1025) + "\"}")).cause())
        .isEqualTo(RejectCause.VALUE_TOO_LONG);
    assertThat(reject(with("\"attributes\": {\"" + "k".repeat(257) + "\": \"\"}")).cause())
        .isEqualTo(RejectCause.VALUE_TOO_LONG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\\t", "a\\u0000", "a\\nb", "\\u0085x", "\\ud800", "a\\udc00b"})
  void anIdIsPlainText(String id) {
    RejectedRecord rejected = reject("{\"contactId\": \"" + id + "\"}");

    assertThat(rejected.cause()).isEqualTo(RejectCause.INVALID_VALUE);
    assertThat(rejected.field()).isEqualTo("/contactId");
    assertThat(rejected.contactId()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.0000001", "-0.1", "2", "1e999999999", "-1e999", "99999999999999999999"})
  void aSignalLiesBetweenZeroAndOne(String score) {
    RejectedRecord rejected =
        reject(with("\"attachments\": [{}, {\"signals\": {\"x\": " + score + "}}]"));

    assertThat(rejected.cause()).isEqualTo(RejectCause.INVALID_VALUE);
    assertThat(rejected.field()).isEqualTo("/attachments/1/signals");
  }

  @Test
  void minusZeroIsZero() {
    assertThat(
            contact(with("\"attachments\": [{\"signals\": {\"a\": -0.0, \"b\": 1}}]"))
                .attachments()
                .get(0)
                .signals())
        .containsEntry("a", 0.0)
        .containsEntry("b", 1.0);
  }
}
