package io.contacttriage.contact;

import java.util.Locale;

/** The way a contact reached support. On the wire: the lower-case name. */
public enum Channel {
  EMAIL,
  CHAT,
  IN_APP,
  WEB_FORM,
  SOCIAL,
  VOICE_TRANSCRIPT;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  public String wireName() {
    return wireName;
  }
}
