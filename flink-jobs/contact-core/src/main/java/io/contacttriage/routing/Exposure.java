package io.contacttriage.routing;

import io.contacttriage.scoring.HarmLabel;
import java.util.List;
import java.util.Locale;

/**
 * What the agent who opens the contact will be exposed to, so that queues can warn and limit.
 *
 * @param labels in the order of the enum
 */
public record Exposure(Severity severity, List<HarmLabel> labels) {
  public static final Exposure NONE = new Exposure(Severity.NONE, List.of());

  /** In rising order. On the wire: {@code class}, lower case. */
  public enum Severity {
    NONE,
    MILD,
    SEVERE;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    public String wireName() {
      return wireName;
    }
  }

  public Exposure {
    labels = labels == null ? List.of() : labels.stream().distinct().sorted().toList();
  }
}
