package io.contacttriage.scoring.onnx;

import io.contacttriage.contact.Channel;
import io.contacttriage.contact.ContactFacts;
import io.contacttriage.contact.Customer;
import io.contacttriage.text.PreparedContact;
import java.time.Instant;
import java.util.Map;

/** Prepared contacts of which a test cares for the tokens, the script and the hint alone. */
final class TestingContacts {
  private TestingContacts() {}

  static PreparedContact latin(int... tokenIds) {
    return contact("Latn", null, tokenIds);
  }

  static PreparedContact contact(String script, String languageHint, int... tokenIds) {
    return new PreparedContact(
        new ContactFacts(
            "c-1",
            "c-1",
            Channel.CHAT,
            languageHint,
            null,
            Instant.parse("2026-11-22T10:00:00Z"),
            Customer.UNKNOWN,
            Map.of(),
            null,
            10,
            script,
            Map.of(),
            0,
            Map.of()),
        tokenIds);
  }
}
