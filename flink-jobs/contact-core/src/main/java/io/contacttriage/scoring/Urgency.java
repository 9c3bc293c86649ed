package io.contacttriage.scoring;

import java.util.Locale;

/** How soon a person must see a contact, in rising order. On the wire: the lower-case name. */
public enum Urgency {
  LOW,
  NORMAL,
  HIGH,
  CRITICAL;

  private final String label = name().toLowerCase(Locale.ROOT);

  public String label() {
    return label;
  }
}
