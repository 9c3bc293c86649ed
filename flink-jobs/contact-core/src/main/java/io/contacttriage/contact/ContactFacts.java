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
    Map<String, Double> attachmentSignals) {}
