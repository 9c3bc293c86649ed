package io.contacttriage.cli.sample;

import io.contacttriage.contact.Attachment;
import io.contacttriage.contact.Channel;
import io.contacttriage.contact.Contact;
import io.contacttriage.contact.Customer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes a contact of a bare text: who sent it, from where, by which channel, with what around. */
final class ContactDresser {
  private static final Map<String, List<String>> COUNTRIES =
      Map.of(
          "en", List.of("SG", "MY", "US", "GB", "AU", "PH", "IN"),
          "ms", List.of("MY", "MY", "MY", "BN", "SG"),
          "id", List.of("ID"),
          "zh", List.of("SG", "MY", "TW", "HK", "CN"),
          "mixed", List.of("MY", "SG", "ID"),
          "vi", List.of("VN"),
          "th", List.of("TH"),
          "tl", List.of("PH"),
          "es", List.of("ES", "MX"),
          "ja", List.of("JP"));
  private static final List<Channel> CHANNELS =
      List.of(
          Channel.IN_APP,
          Channel.IN_APP,
          Channel.IN_APP,
          Channel.CHAT,
          Channel.CHAT,
          Channel.CHAT,
          Channel.EMAIL,
          Channel.EMAIL,
          Channel.WEB_FORM,
          Channel.SOCIAL);
  private static final List<String> TIERS =
      List.of("standard", "standard", "standard", "standard", "standard", "vip");
  private static final List<String> ACCOUNT_TYPES =
      List.of("viewer", "viewer", "viewer", "creator", "creator", "seller", "advertiser");
  private static final List<String> AGE_BANDS =
      List.of("13-15", "16-17", "18+", "18+", "18+", "18+", "18+", "18+", "18+", "18+");
  private static final int REMEMBERED_CUSTOMERS = 500;

  private final Random random;
  private final MailDresser mail;
  private final List<String> customers = new ArrayList<>();

  ContactDresser(Random random) {
    this.random = random;
    this.mail = new MailDresser(random);
  }

  Contact dress(SampleText text, String contactId, Instant receivedAt) {
    Channel channel = pick(CHANNELS);
    boolean byMail = channel == Channel.EMAIL;
    return new Contact(
        contactId,
        chance(30) ? "conv-" + number(1_000_000) : null,
        customerId(),
        channel,
        languageHint(text.language()),
        chance(85) ? pick(COUNTRIES.getOrDefault(text.language(), List.of("SG", "US"))) : null,
        receivedAt,
        byMail ? mail.subject(text) : null,
        byMail ? mail.body(text) : text.text(),
        chance(8) ? List.of(attachment()) : List.of(),
        chance(80) ? customer() : Customer.UNKNOWN,
        chance(50) ? Map.of("app_version", "41." + number(9) + "." + number(4)) : Map.of(),
        null);
  }

  /** One contact in eight comes from a customer who wrote before; one in twenty is unknown. */
  private String customerId() {
    if (chance(5)) {
      return null;
    }
    if (!customers.isEmpty() && chance(12)) {
      return pick(customers);
    }
    String customer = String.format("u-%07d", number(10_000_000));
    if (customers.size() < REMEMBERED_CUSTOMERS) {
      customers.add(customer);
    } else {
      customers.set(number(REMEMBERED_CUSTOMERS), customer);
    }
    return customer;
  }

  /** What the sender's app guesses: mostly right, sometimes the phone's language, often nothing. */
  private String languageHint(String language) {
    if (chance(40)) {
      return null;
    }
    return language.equals("mixed") || chance(6) ? "en" : language;
  }

  private Customer customer() {
    return new Customer(pick(TIERS), pick(ACCOUNT_TYPES), pick(AGE_BANDS));
  }

  private Attachment attachment() {
    byte[] digest = new byte[32];
    random.nextBytes(digest);
    return new Attachment(
        chance(70) ? "image/jpeg" : "video/mp4",
        HexFormat.of().formatHex(digest),
        Map.of(
            "sexual", hundredths(random.nextDouble() * 0.3),
            "violence", hundredths(random.nextDouble() * (chance(5) ? 1.0 : 0.2))));
  }

  private static double hundredths(double value) {
    return Math.round(value * 100) / 100.0;
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private int number(int below) {
    return random.nextInt(below);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
