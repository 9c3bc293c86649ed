package io.contacttriage.routing;

import java.util.List;

/**
 * What a matching rule adds to the decision, whichever rule routes it.
 *
 * @param clocks names of legal clocks of the book
 * @param exposure or null
 */
public record Additions(
    List<String> tags, List<String> skills, List<String> clocks, Exposure exposure) {
  public Additions {
    tags = tags == null ? List.of() : List.copyOf(tags);
    skills = skills == null ? List.of() : List.copyOf(skills);
    clocks = clocks == null ? List.of() : List.copyOf(clocks);
  }
}
