package io.contacttriage.contact;

import java.util.Map;

/**
 * A file that came with a contact, known only by its scores: image and video classifiers run
 * elsewhere.
 *
 * @param mediaType such as {@code image/jpeg}
 * @param sha256 of the file, or null
 * @param signals label to score in [0, 1]
 */
public record Attachment(String mediaType, String sha256, Map<String, Double> signals) {
  public Attachment {
    signals = signals == null ? Map.of() : Map.copyOf(signals);
  }
}
