package io.contacttriage.text;

import io.contacttriage.contact.ContactFacts;

/**
 * A contact after the text room: the person's words end here.
 *
 * @param tokenIds ids of the bundle's tokenizer with its special tokens, cut to the bundle's limit
 */
public record PreparedContact(ContactFacts facts, int[] tokenIds) {}
