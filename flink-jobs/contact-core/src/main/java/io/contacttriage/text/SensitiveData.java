package io.contacttriage.text;

import java.util.Locale;

/** Kinds of data that identify people or their money. The placeholder stands in the text. */
public enum SensitiveData {
  CARD,
  IBAN,
  EMAIL,
  PHONE,
  URL,
  HANDLE;

  private static final SensitiveData[] ALL = values();

  private final String wireName = name().toLowerCase(Locale.ROOT);
  private final String placeholder = "<" + wireName + ">";

  String wireName() {
    return wireName;
  }

  String placeholder() {
    return placeholder;
  }

  /** Where the placeholder that begins at this place ends, or -1 when there is none. */
  public static int behindPlaceholder(String text, int at) {
    for (SensitiveData kind : ALL) {
      if (text.startsWith(kind.placeholder, at)) {
        return at + kind.placeholder.length();
      }
    }
    return -1;
  }
}
