package io.contacttriage.scoring;

import io.contacttriage.text.Tokenizer;
import java.util.Objects;

/**
 * What the text room needs of the bundle that contacts are prepared for.
 *
 * @param model {@code name/version}
 * @param tokenizer stays usable after another bundle took its place
 */
public record ActiveModel(String model, Tokenizer tokenizer) {
  public ActiveModel {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(tokenizer, "tokenizer");
  }
}
