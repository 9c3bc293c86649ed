package io.contacttriage.text;

import io.contacttriage.contact.ContactFacts;

/**
 * A contact after the text room: the person's words end here.
 *
 * @param tokenIds ids of the bundle's tokenizer with its special tokens, cut to the bundle's limit
 * @param model {@code name/version} of the bundle whose tokenizer made the ids, which mean nothing
 *     to another; null when nobody chose among bundles, or when there was none and so no ids
 */
public record PreparedContact(ContactFacts facts, int[] tokenIds, String model) {
  /** A contact for the only bundle there is. */
  public PreparedContact(ContactFacts facts, int[] tokenIds) {
    this(facts, tokenIds, null);
  }

  /** This contact, said to be prepared for a bundle. */
  public PreparedContact forModel(String model) {
    return new PreparedContact(facts, tokenIds, model);
  }
}
