package io.contacttriage.routing.outcome;

import java.util.Locale;

/**
 * What outcomes are counted by.
 *
 * @param policy of a rule, else empty
 * @param name of the rule, queue or label
 */
public record OutcomeGroup(
    Kind kind,
    String policy,
    String name,
    String language,
    String policyVersion,
    String modelVersion) {
  /** What a group is about. On the wire: the lower-case name. */
  public enum Kind {
    RULE,
    QUEUE,
    TOPIC,
    URGENCY,
    HARM;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    public String wireName() {
      return wireName;
    }
  }

  /** One text for each group, such as {@code rule/scams/reported/en/shipped/7/contact-triage/1}. */
  public String key() {
    return String.join("/", kind.wireName(), policy, name, language, policyVersion, modelVersion);
  }
}
