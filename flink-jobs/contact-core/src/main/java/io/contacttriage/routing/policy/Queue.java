package io.contacttriage.routing.policy;

import io.contacttriage.routing.Exposure;
import java.util.Objects;

/**
 * Where people take contacts from.
 *
 * @param exposure the most severe content that its people are prepared for
 */
public record Queue(String name, String purpose, Exposure.Severity exposure) {
  public Queue {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(purpose, "purpose");
    Objects.requireNonNull(exposure, "exposure");
  }
}
