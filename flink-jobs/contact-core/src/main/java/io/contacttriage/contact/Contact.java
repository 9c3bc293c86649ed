package io.contacttriage.contact;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One message that a person sent to support. Only the intake and text rooms see it: it carries the
 * person's words. Source: topic {@code contacts}, {@code config/schemas/contact.schema.json}.
 *
 * @param contactId unique for the message; a second contact with the same id is a duplicate
 * @param conversationId or null
 * @param customerId or null
 * @param languageHint BCP 47 tag that the sender guessed, or null
 * @param country ISO 3166-1 alpha-2, or null
 * @param subject or empty
 * @param body or empty
 * @param traceparent W3C trace context from the record's headers, or null
 */
public record Contact(
    String contactId,
    String conversationId,
    String customerId,
    Channel channel,
    String languageHint,
    String country,
    Instant receivedAt,
    String subject,
    String body,
    List<Attachment> attachments,
    Customer customer,
    Map<String, String> attributes,
    String traceparent) {
  public Contact {
    Objects.requireNonNull(contactId, "contactId");
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(receivedAt, "receivedAt");
    subject = subject == null ? "" : subject;
    body = body == null ? "" : body;
    attachments = attachments == null ? List.of() : List.copyOf(attachments);
    customer = customer == null ? Customer.UNKNOWN : customer;
    attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
  }

  /** Whose memory this contact belongs to: the customer, else the conversation, else itself. */
  public String routingKey() {
    return customerId != null ? customerId : conversationId != null ? conversationId : contactId;
  }
}
