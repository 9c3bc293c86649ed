package io.contacttriage.text;

import io.contacttriage.contact.ContactFacts;

/**
 * A contact after the text room: the person's words end here.
 *
 * @param tokenIds ids of the bundle's tokenizer with its special tokens, cut to the bundle's limit
 * @param model {@code name/version} of the bundle whose tokenizer made the ids, which mean nothing
 *     to another; null when nobody chose among bundles, or when there was none and so no ids
 * @param candidateIds ids of the candidate's own tokenizer; null when no candidate is to score this
 *     contact, empty when its tokenizer failed
 * @param candidate {@code name/version} of that candidate, or null
 */
public record PreparedContact(
    ContactFacts facts, int[] tokenIds, String model, int[] candidateIds, String candidate) {
  /** A contact that no candidate is to score. */
  public PreparedContact(ContactFacts facts, int[] tokenIds, String model) {
    this(facts, tokenIds, model, null, null);
  }

  /** A contact for the only bundle there is. */
  public PreparedContact(ContactFacts facts, int[] tokenIds) {
    this(facts, tokenIds, null);
  }

  /** This contact, said to be prepared for a bundle. */
  public PreparedContact forModel(String model) {
    return new PreparedContact(facts, tokenIds, model, candidateIds, candidate);
  }

  /** This contact, with ids for a candidate as well. */
  public PreparedContact withCandidate(String candidate, int[] candidateIds) {
    return new PreparedContact(facts, tokenIds, model, candidateIds, candidate);
  }

  /** This contact as its candidate scores it. */
  public PreparedContact asForCandidate() {
    return new PreparedContact(facts, candidateIds, candidate);
  }
}
