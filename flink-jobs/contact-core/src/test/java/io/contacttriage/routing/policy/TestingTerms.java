package io.contacttriage.routing.policy;

import java.util.Map;
import java.util.TreeMap;

/** A small book with one term list, to be read as it is or with one fault put in. */
public final class TestingTerms {
  static final String BOOK =
      """
      name: with-terms
      version: 3
      owner: Tests
      queues:
        - {name: fraud, purpose: Fraud., exposure: mild}
        - {name: general, purpose: Everything else., exposure: mild}
      fallback: {queue: general, priority: P3, respondWithin: 1d}
      failSafe: {queue: general, priority: P1, respondWithin: 1h}
      terms: [deals.yaml]
      policies: [fraud.yaml]
      """;

  static final String DEALS =
      """
      name: deals
      owner: Integrity policy
      description: Deals outside the app.
      languages:
        en: [pay outside, gift card]
        zh: [私下转账]
        any: [paypal]
      """;

  static final String FRAUD =
      """
      id: fraud
      title: Fraud
      owner: Integrity policy
      purpose: Deals outside the app are read by people who know fraud.
      rules:
        - id: deal
          when: terms.deals && topic == 'other'
          route: {queue: fraud, priority: P2, respondWithin: 8h}
      tests:
        - name: A deal
          given: {topic: other, terms: [deals]}
          expect: {queue: fraud}
        - name: No deal
          given: {topic: other}
          expect: {queue: general}
      """;

  private TestingTerms() {}

  static Map<String, byte[]> files() {
    return files(BOOK, DEALS, FRAUD);
  }

  static Map<String, byte[]> files(String book, String deals, String fraud) {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("book.yaml", TestingBooks.bytes(book));
    files.put("terms/deals.yaml", TestingBooks.bytes(deals));
    files.put("policies/fraud.yaml", TestingBooks.bytes(fraud));
    return files;
  }

  public static PolicyBook book() {
    return PolicyBookReader.readFiles(files()).orThrow();
  }

  /** The same book, whose list has one more term. */
  public static PolicyBook bookWithAnotherTerm() {
    String deals = DEALS.replace("gift card", "gift card, cash app");
    return PolicyBookReader.readFiles(files(BOOK, deals, FRAUD)).orThrow();
  }

  public static PolicyBookResult result(String from, String to) {
    return PolicyBookReader.readFiles(
        files(BOOK.replace(from, to), DEALS.replace(from, to), FRAUD.replace(from, to)));
  }
}
