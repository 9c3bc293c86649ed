package io.contacttriage.routing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.contacttriage.contact.Channel;
import io.contacttriage.contact.ContactFacts;
import io.contacttriage.contact.Customer;
import io.contacttriage.contact.ReadTerms;
import io.contacttriage.contact.TermHit;
import io.contacttriage.scoring.ScoredContact;
import java.io.IOException;

/** Reads what {@link AuditWriter} wrote. Thread-safe. */
public final class AuditReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads one record.
   *
   * @throws IllegalArgumentException naming the field that is missing or not as wanted
   */
  public AuditRecord read(byte[] json) {
    try {
      return record(CheckedNode.root(JSON.readTree(json)));
    } catch (IOException e) {
      throw new IllegalArgumentException("wanted an audit record as JSON, found something else", e);
    }
  }

  private static AuditRecord record(CheckedNode root) {
    int version = root.at("schemaVersion").whole();
    if (version != AuditWriter.SCHEMA_VERSION) {
      throw new IllegalArgumentException(
          "/schemaVersion: wanted " + AuditWriter.SCHEMA_VERSION + ", found " + version);
    }
    CheckedNode memory = root.at("memory");
    return new AuditRecord(
        new ScoredContact(
            facts(root),
            root.at("scores").scores(root.at("model").textOrNull()),
            root.at("unscoredBecause").textOrNull(),
            root.at("degraded").textOrNull()),
        new RoutingMemory(
            memory.at("contacts1d").whole(),
            memory.at("contacts7d").whole(),
            memory.at("contacts30d").whole(),
            memory.at("lastQueue").text()),
        decision(root.at("decision")));
  }

  private static ContactFacts facts(CheckedNode root) {
    CheckedNode customer = root.at("customer");
    CheckedNode attachments = root.at("attachments");
    String contactId = root.at("contactId").text();
    return new ContactFacts(
        contactId,
        contactId,
        root.at("channel").word(Channel.class),
        root.at("languageHint").textOrNull(),
        root.at("country").textOrNull(),
        root.at("receivedAt").instant(),
        new Customer(
            customer.at("tier").textOrNull(),
            customer.at("accountType").textOrNull(),
            customer.at("ageBand").textOrNull()),
        root.at("attributes").map(CheckedNode::text),
        null,
        root.at("characters").whole(),
        root.at("script").text(),
        root.at("masked").map(CheckedNode::whole),
        attachments.at("count").whole(),
        attachments.at("signals").map(CheckedNode::number),
        terms(root));
  }

  /** Records of before there were term lists have no such field. */
  private static ReadTerms terms(CheckedNode root) {
    if (!root.has("terms")) {
      return ReadTerms.NONE;
    }
    CheckedNode terms = root.at("terms");
    return new ReadTerms(
        terms.at("hits").items().stream()
            .map(
                hit ->
                    new TermHit(
                        hit.at("list").text(), hit.at("hash").hex(), hit.at("language").text()))
            .toList(),
        terms.at("read").items().stream().map(CheckedNode::hex).toList());
  }

  private static AuditedDecision decision(CheckedNode decision) {
    return decision.isNull()
        ? null
        : new AuditedDecision(
            decision.at("policy").text(),
            decision.at("job").text(),
            decision.at("decidedAt").instant(),
            decision.at("queue").text(),
            decision.at("priority").word(Priority.class),
            decision.at("fingerprint").text());
  }
}
