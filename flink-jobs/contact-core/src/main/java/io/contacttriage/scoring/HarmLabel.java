package io.contacttriage.scoring;

import java.util.Locale;

/**
 * Harmful content that a contact holds or credibly reports: any number of labels. On the wire: the
 * lower-case name.
 */
public enum HarmLabel {
  HARASSMENT,
  HATE,
  CHILD_SAFETY,
  SELF_HARM,
  VIOLENCE,
  ANIMAL_HARM,
  SEXUAL,
  SCAM,
  ABUSIVE_LANGUAGE;

  private final String label = name().toLowerCase(Locale.ROOT);

  public String label() {
    return label;
  }

  /** Labels that no cascade, cache, overload, deflection or rollout may lower. */
  public boolean isSafety() {
    return this == CHILD_SAFETY || this == SELF_HARM || this == VIOLENCE;
  }
}
