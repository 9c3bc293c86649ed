package io.contacttriage.contact;

import java.util.List;

/**
 * Which term lists the text room read a contact for, and which of them hit.
 *
 * @param hits one for each list and language that hit
 * @param read content hash of every list that the text was read for; a list that is not among them
 *     may hit or not, nobody knows
 */
public record ReadTerms(List<TermHit> hits, List<Long> read) {
  /** Read for no list. */
  public static final ReadTerms NONE = new ReadTerms(List.of(), List.of());

  public ReadTerms {
    hits = List.copyOf(hits);
    read = List.copyOf(read);
  }
}
