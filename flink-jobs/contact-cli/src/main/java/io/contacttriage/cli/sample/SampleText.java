package io.contacttriage.cli.sample;

import java.util.Objects;

/**
 * A hand-written text of a contact.
 *
 * @param language as the contacts are labelled
 * @param delicate whether it is labelled with a harm or could be taken for one
 */
public record SampleText(String text, String language, boolean delicate) {
  public SampleText {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(language, "language");
  }
}
