package io.contacttriage.scoring;

import io.contacttriage.text.Tokenizer;
import java.util.Objects;

/**
 * What the text room needs of the bundle that scores in shadow.
 *
 * @param model {@code name/version}
 * @param tokenizer stays usable after the candidate was withdrawn
 * @param share the contacts that it scores too
 */
public record CandidateModel(String model, Tokenizer tokenizer, ContactShare share) {
  public CandidateModel {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(tokenizer, "tokenizer");
    Objects.requireNonNull(share, "share");
  }
}
