package io.contacttriage.contact;

import java.time.Instant;
import java.util.Map;

/**
 * What later rooms may know of a contact: ids, numbers and attributes, never the person's words.
 *
 * @param routingKey customer, else conversation, else contact id
 * @param languageHint what the sender guessed, or null
 * @param country ISO 3166-1 alpha-2, or null
 * @param traceparent W3C trace context passed through to the route, or null
 * @param characters length of the prepared text in code points
 * @param script the writing system that most letters belong to, as an ISO 15924 code (Latn, Hani,
 *     Arab …), or Zyyy when there are no letters
 * @param masked number of masked items by kind (card, phone, email, iban)
 * @param attachmentSignals highest score per label over all attachments
 * @param terms which term lists the text was read for, and which hit
 */
public record ContactFacts(
    String contactId,
    String routingKey,
    Channel channel,
    String languageHint,
    String country,
    Instant receivedAt,
    Customer customer,
    Map<String, String> attributes,
    String traceparent,
    int characters,
    String script,
    Map<String, Integer> masked,
    int attachmentCount,
    Map<String, Double> attachmentSignals,
    ReadTerms terms) {
  /** Facts of a contact whose text was read for no term list. */
  public ContactFacts(
      String contactId,
      String routingKey,
      Channel channel,
      String languageHint,
      String country,
      Instant receivedAt,
      Customer customer,
      Map<String, String> attributes,
      String traceparent,
      int characters,
      String script,
      Map<String, Integer> masked,
      int attachmentCount,
      Map<String, Double> attachmentSignals) {
    this(
        contactId,
        routingKey,
        channel,
        languageHint,
        country,
        receivedAt,
        customer,
        attributes,
        traceparent,
        characters,
        script,
        masked,
        attachmentCount,
        attachmentSignals,
        ReadTerms.NONE);
  }

  /** These facts, under another name for the contact; the routing key stays. */
  public ContactFacts withContactId(String name) {
    return new ContactFacts(
        name,
        routingKey,
        channel,
        languageHint,
        country,
        receivedAt,
        customer,
        attributes,
        traceparent,
        characters,
        script,
        masked,
        attachmentCount,
        attachmentSignals,
        terms);
  }

  /** These facts, with what was read of term lists. */
  public ContactFacts withTerms(ReadTerms read) {
    return new ContactFacts(
        contactId,
        routingKey,
        channel,
        languageHint,
        country,
        receivedAt,
        customer,
        attributes,
        traceparent,
        characters,
        script,
        masked,
        attachmentCount,
        attachmentSignals,
        read);
  }
}
