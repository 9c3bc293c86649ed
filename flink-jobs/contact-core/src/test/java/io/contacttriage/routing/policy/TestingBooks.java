package io.contacttriage.routing.policy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A small book as files, to be read as it is or with one fault put in. */
final class TestingBooks {
  static final String BOOK =
      """
      name: small
      version: 7
      owner: Trust & Safety policy
      queues:
        - name: crisis
          purpose: People in danger.
          exposure: severe
        - name: payments
          purpose: Money.
          exposure: mild
        - name: general
          purpose: Everything else.
          exposure: none
      calendars:
        - name: dublin
          zone: Europe/Dublin
          weekend: [saturday, sunday]
          holidays: [2026-12-25, 2026-03-17]
      clocks:
        - name: refund
          law: PSD2 Art. 73(1)
          calendar: dublin
          due: {businessDays: 1}
        - name: access
          law: GDPR Art. 12(3)
          calendar: dublin
          due: {months: 1}
        - name: police
          law: House rule
          due: {duration: 24h}
      fallback: {queue: general, priority: P3, respondWithin: 3d}
      failSafe: {queue: general, priority: P1, respondWithin: PT1H, tags: [unscored]}
      policies:
        - safety.yaml
        - money.yaml
      """;
  static final String SAFETY =
      """
      id: safety
      title: People in danger
      owner: Safety policy
      purpose: A person in danger reaches a trained person at once.
      rules:
        - id: self-harm
          when: flagged.self_harm || harm.self_harm >= 0.3
          route: {queue: crisis, priority: P0, respondWithin: 5m, skills: [crisis]}
          add:
            exposure: {class: severe, labels: [self_harm]}
      tests:
        - name: a person in crisis
          given: {topic: other, urgency: critical, harm: {self_harm: 0.9}}
          expect: {queue: crisis, priority: P0, exposure: severe}
      """;
  static final String MONEY =
      """
      id: money
      title: Money
      owner: Payments policy
      purpose: Money that left against the will of its owner comes back.
      rules:
        - id: unauthorised
          when: >
            topic == 'refund_dispute' &&
            urgency in ['high', 'critical']
          add: {clocks: [refund], tags: [unauthorised]}
        - id: payments
          when: topic in ['payment_billing', 'refund_dispute'] && topic_confidence >= 0.5
          route: {queue: payments, priority: P2, respondWithin: 8h, skills: [payments], tags: [money]}
        - id: how-to
          when: topic == 'general_question' && urgency == 'low'
          route: {queue: general, priority: P4, respondWithin: 3d, selfService: help-1}
        - id: from-app
          when: contact.attributes['app'] == 'lite'
          add: {tags: [lite]}
      tests:
        - name: an unauthorised payment
          given: {topic: refund_dispute, urgency: high}
          expect: {queue: payments, clocks: [refund], tags: [money, unauthorised]}
      """;

  private TestingBooks() {}

  static Map<String, byte[]> files() {
    return files(BOOK, SAFETY, MONEY);
  }

  static Map<String, byte[]> files(String book, String safety, String money) {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("book.yaml", bytes(book));
    files.put("policies/safety.yaml", bytes(safety));
    files.put("policies/money.yaml", bytes(money));
    return files;
  }

  /** The small book with one text in one file replaced. */
  static Map<String, byte[]> filesWith(String file, String text, String replacement) {
    Map<String, byte[]> files = files();
    String before = new String(files.get(file), StandardCharsets.UTF_8);
    if (!before.contains(text)) {
      throw new IllegalArgumentException(file + " does not contain " + text);
    }
    files.put(file, bytes(before.replace(text, replacement)));
    return files;
  }

  static PolicyBook book() {
    return PolicyBookReader.readFiles(files()).orThrow();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
