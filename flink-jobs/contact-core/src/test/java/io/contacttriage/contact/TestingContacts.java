package io.contacttriage.contact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Records and contacts that tests start from. */
final class TestingContacts {
  static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
  static final RecordCoordinates COORDINATES =
      new RecordCoordinates("contacts", 3, 99_182, 1_795_336_201_002L);

  static final Contact FULL =
      new Contact(
          "c-17",
          "v-8812",
          "u-550123",
          Channel.CHAT,
          "ms",
          "MY",
          Instant.parse("2026-11-22T00:30:00.250Z"),
          "Tolong",
          "Akaun saya kena hack 😭 \"orang\" tu\n我的账号",
          List.of(
              new Attachment("image/jpeg", "2c26b46b", Map.of("violence", 0.02, "sexual", 1.0)),
              new Attachment("video/mp4", null, Map.of())),
          new Customer("vip", "creator", "18+"),
          Map.of("appVersion", "39.2.0", "followers", "12000"),
          null);

  private TestingContacts() {}

  static ContactReader reader() {
    return new ContactReader(() -> NOW);
  }

  static IntakeRecord record(byte[] value) {
    return new IntakeRecord(null, value, null, COORDINATES);
  }

  static IntakeRecord record(String value) {
    return record(value.getBytes(UTF_8));
  }

  static RejectedRecord reject(String value) {
    ReadResult result = reader().read(record(value));
    if (result.isContact()) {
      throw new AssertionError("wanted a reject, found a contact: " + value);
    }
    return result.rejected();
  }

  static Contact contact(String value) {
    ReadResult result = reader().read(record(value));
    if (!result.isContact()) {
      throw new AssertionError("wanted a contact, found " + result.rejected() + ": " + value);
    }
    return result.contact();
  }

  /** A contact with the required fields and these behind them. */
  static String with(String fields) {
    return "{\"contactId\":\"c-1\",\"channel\":\"chat\",\"receivedAt\":\"2026-11-22T08:30:00Z\""
        + (fields.isEmpty() ? "" : ",")
        + fields
        + "}";
  }
}
