package io.contacttriage.routing.lint;

import java.util.List;

/**
 * What the tests of a book reach.
 *
 * @param rules of the book
 * @param sides of the comparisons in their conditions that tests can reach
 * @param gaps rules of which something is not reached, in the order of the book
 * @param suggested tests that would close the gaps, apart from those of rules that are not plain
 */
public record CoverageReport(int rules, int sides, List<Gap> gaps, List<SuggestedTest> suggested) {
  public CoverageReport {
    gaps = List.copyOf(gaps);
    suggested = List.copyOf(suggested);
  }

  public int reachedRules() {
    return rules - (int) gaps.stream().filter(gap -> !gap.reached()).count();
  }

  public int reachedSides() {
    return sides - gaps.stream().mapToInt(gap -> gap.missing().size()).sum();
  }

  /** Reached sides in percent; 100 when there are none. */
  public double percent() {
    return sides == 0 ? 100 : 100.0 * reachedSides() / sides;
  }

  /**
   * What no test reaches of one rule.
   *
   * @param rule {@code policy/rule}
   * @param reached whether the rule itself is: by a route that it gave or, without one, by a match
   * @param sides of its comparisons that tests can reach
   * @param missing those that none does, such as {@code urgency == 'high' fails}
   */
  public record Gap(String rule, boolean reached, int sides, List<String> missing) {
    public Gap {
      missing = List.copyOf(missing);
    }
  }

  /**
   * A test that would reach something more.
   *
   * @param policy that it belongs to
   * @param yaml an item of the policy's {@code tests}, which expects what the book does now
   */
  public record SuggestedTest(String policy, String yaml) {}
}
