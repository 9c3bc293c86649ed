package io.contacttriage.cli.sample;

import java.util.Objects;

/** A hand-written text of a contact. */
public record SampleText(String text, String language) {
  public SampleText {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(language, "language");
  }
}
