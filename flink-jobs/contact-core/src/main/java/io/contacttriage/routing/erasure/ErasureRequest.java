package io.contacttriage.routing.erasure;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Asks the job to forget a person. What it keeps lies under the customer, or for contacts without
 * one under their conversation, or without both under the contact itself: those have to be named.
 * Source: topic {@code erasures}, {@code config/schemas/erasure.schema.json}.
 *
 * @param requestId names the request on its receipts; says nothing about the person
 * @param customerId or null
 * @param conversationIds of the person's contacts that name no customer
 * @param contactIds of the person's contacts that name neither
 * @param requestedBy a role, not a person
 */
public record ErasureRequest(
    String requestId,
    String customerId,
    List<String> conversationIds,
    List<String> contactIds,
    Instant requestedAt,
    String requestedBy) {
  /** A subtask looks each of them up between two contacts. */
  public static final int MAX_SUBJECTS = 1_000;

  private static final int MAX_ID = 256;

  /**
   * Checks and copies.
   *
   * @throws IllegalArgumentException when it names nobody or too many, or an id is blank or longer
   *     than one of a contact can be; it quotes no id
   */
  public ErasureRequest {
    requireId(requestId, "requestId");
    requireId(requestedBy, "requestedBy");
    Objects.requireNonNull(requestedAt, "requestedAt");
    conversationIds = List.copyOf(conversationIds);
    contactIds = List.copyOf(contactIds);
    if (customerId != null) {
      requireId(customerId, "customerId");
    }
    conversationIds.forEach(id -> requireId(id, "conversationIds"));
    contactIds.forEach(id -> requireId(id, "contactIds"));
    int named = (customerId == null ? 0 : 1) + conversationIds.size() + contactIds.size();
    if (named < 1 || named > MAX_SUBJECTS) {
      throw new IllegalArgumentException(
          "wanted 1 to "
              + MAX_SUBJECTS
              + " customer, conversation and contact ids, found "
              + named);
    }
  }

  /** The keys under which something may be kept. */
  public Set<String> subjects() {
    Set<String> subjects = new LinkedHashSet<>();
    if (customerId != null) {
      subjects.add(customerId);
    }
    subjects.addAll(conversationIds);
    subjects.addAll(contactIds);
    return subjects;
  }

  private static void requireId(String id, String field) {
    if (id == null || id.isBlank() || id.codePointCount(0, id.length()) > MAX_ID) {
      throw new IllegalArgumentException(
          field
              + ": wanted 1 to "
              + MAX_ID
              + " characters, found "
              + (id == null ? "nothing" : id.codePointCount(0, id.length()) + " or blank"));
    }
  }
}
