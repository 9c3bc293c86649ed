package io.contacttriage.job;

import io.contacttriage.contact.RecordCoordinates;
import io.contacttriage.job.operators.PublishedBook;
import io.contacttriage.routing.launch.CandidateWithdrawal;
import io.contacttriage.routing.launch.CandidateWithdrawals;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyBookReader;
import io.contacttriage.routing.policy.PolicyBookWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Small published books whose effect is easy to see. */
public final class TestingBooks {
  private TestingBooks() {}

  /** A book whose one rule sends every scored contact to {@code queue}. */
  public static PublishedBook sendingAllTo(String queue, long version) {
    return published(
        version,
        queue,
        """
          - id: all
            when: "true"
            route: {queue: %s, priority: P3, respondWithin: 24h}
        """
            .formatted(queue));
  }

  /** A book whose one rule answers every scored contact at once. */
  public static PublishedBook urgentForAll(long version) {
    return published(
        version,
        "red",
        """
          - id: all
            when: "true"
            route: {queue: red, priority: P0, respondWithin: 5m}
        """);
  }

  /** A candidate that sends every scored contact to {@code queue}, for so many percent. */
  public static PublishedBook candidate(String queue, long version, int percent) {
    PublishedBook compared = sendingAllTo(queue, version);
    PolicyBook book = PolicyBookReader.readJson(compared.json()).orThrow();
    byte[] json =
        PolicyBookWriter.write(book.published(version, "Ana", "a test", Instant.EPOCH, percent));
    return new PublishedBook(
        PublishedBook.CANDIDATE, book.name(), version, json, compared.coordinates());
  }

  /** What takes the candidate of {@code version} back. */
  public static PublishedBook withdrawal(long version, CandidateWithdrawal.By by) {
    byte[] json =
        CandidateWithdrawals.write(
            new CandidateWithdrawal(version, by, null, "because", Instant.EPOCH));
    return new PublishedBook(
        PublishedBook.WITHDRAWN, "", version, json, new RecordCoordinates("policies", 0, 9, -1));
  }

  /** A book that turns what it knows of the subject's earlier contacts into tags. */
  public static PublishedBook showingMemory(long version) {
    return published(
        version,
        "blue",
        """
          - id: month
            when: memory.contacts_30d == 2
            add: {tags: [two-in-30-days]}
          - id: week
            when: memory.contacts_7d == 1
            add: {tags: [one-in-7-days]}
          - id: queue
            when: memory.last_queue == "blue"
            add: {tags: [seen-before]}
        """);
  }

  /**
   * A book of so many rules, none of which a contact from nowhere meets, that takes long to
   * compile.
   */
  public static PublishedBook ofRules(int rules, long version) {
    StringBuilder written = new StringBuilder();
    for (int i = 0; i < rules; i++) {
      written.append(
          """
            - id: rule-%d
              when: contact.country == 'X%d' && topic == 'feedback' && harm.scam >= 0.5
              route: {queue: blue, priority: P3, respondWithin: 24h}
          """
              .formatted(i, i));
    }
    return published(version, "blue", written.toString());
  }

  /** A book that sends contacts with the term to {@code red}; the term is its list's name. */
  public static PublishedBook askingFor(String term, long version) {
    String rules =
        """
          - id: hit
            when: terms.%s
            route: {queue: red, priority: P3, respondWithin: 24h}
        """
            .formatted(term);
    String list = "name: %s\nowner: Tests\ndescription: One term.\nlanguages: {en: [%s]}\n";
    return published(
        version,
        "red",
        rules,
        Map.of("terms/one.yaml", list.formatted(term, term).getBytes(StandardCharsets.UTF_8)));
  }

  private static PublishedBook published(long version, String queue, String rules) {
    return published(version, queue, rules, Map.of());
  }

  private static PublishedBook published(
      long version, String queue, String rules, Map<String, byte[]> lists) {
    String book =
        """
        name: testing
        version: %d
        owner: Tests
        queues:
          - {name: %s, purpose: Tests., exposure: severe}
        calendars: []
        clocks: []
        fallback: {queue: %s, priority: P3, respondWithin: 24h}
        failSafe: {queue: %s, priority: P1, respondWithin: 15m}
        guard: {queueShare: 0.05, safetyShare: 0}
        policies: [one.yaml]
        """
                .formatted(version, queue, queue, queue)
            + (lists.isEmpty() ? "" : "terms: [one.yaml]\n");
    String policy =
        "id: one\ntitle: One\nowner: Tests\npurpose: Shows what happens.\nrules:\n" + rules;
    Map<String, byte[]> files = new HashMap<>(lists);
    files.put("book.yaml", book.getBytes(StandardCharsets.UTF_8));
    files.put("policies/one.yaml", policy.getBytes(StandardCharsets.UTF_8));
    PolicyBook read = PolicyBookReader.readFiles(files).orThrow();
    return new PublishedBook(
        PublishedBook.LIVE,
        read.name(),
        read.version(),
        PolicyBookWriter.write(read),
        new RecordCoordinates("policies", 0, 3, -1));
  }
}
