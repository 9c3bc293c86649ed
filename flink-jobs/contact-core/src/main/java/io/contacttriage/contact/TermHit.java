package io.contacttriage.contact;

import java.util.Objects;

/**
 * A term list of a policy book that a contact's text holds a term of. It does not say which term.
 *
 * @param list name of the list
 * @param hash of what the list held, see {@link ReadTerms#read}
 * @param language whose terms hit: ISO 639-1, or {@code any}
 */
public record TermHit(String list, long hash, String language) {
  public TermHit {
    Objects.requireNonNull(list, "list");
    Objects.requireNonNull(language, "language");
  }
}
