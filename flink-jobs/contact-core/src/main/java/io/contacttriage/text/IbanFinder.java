package io.contacttriage.text;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * International bank account numbers, ISO 13616: a country that has them, its length, and a
 * remainder of 1 by 97. Single spaces and dashes may stand between the characters.
 */
final class IbanFinder {
  /** Registry of SWIFT, release 99: country and length. */
  private static final String LENGTHS =
      "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27"
          + " DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21"
          + " HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27"
          + " MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24"
          + " RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22"
          + " VG24 XK20 YE30";

  private static final Map<String, Integer> LENGTH_BY_COUNTRY = new HashMap<>();

  static {
    for (String entry : LENGTHS.split(" ", -1)) {
      LENGTH_BY_COUNTRY.put(entry.substring(0, 2), Integer.valueOf(entry.substring(2)));
    }
  }

  private IbanFinder() {}

  static String mask(String text, Map<SensitiveData, Integer> counts) {
    MaskWriter writer = new MaskWriter(text, counts);
    int i = 0;
    while (i < text.length()) {
      boolean starts = i == 0 || !isAlphanumeric(text.charAt(i - 1));
      int end = starts ? endOfIban(text, i) : -1;
      if (end > 0) {
        writer.mask(i, end, SensitiveData.IBAN);
        i = end;
      } else {
        i++;
      }
    }
    return writer.finish();
  }

  private static int endOfIban(String text, int from) {
    if (from + 4 > text.length()
        || !isLetter(text.charAt(from))
        || !isLetter(text.charAt(from + 1))
        || isLetter(text.charAt(from + 2))) { // two digits follow the country: most words end here
      return -1;
    }
    Integer length = LENGTH_BY_COUNTRY.get(text.substring(from, from + 2).toUpperCase(Locale.ROOT));
    if (length == null) {
      return -1;
    }
    StringBuilder iban = new StringBuilder(length);
    int i = from;
    while (i < text.length() && iban.length() < length) {
      char c = text.charAt(i);
      boolean separator = (c == ' ' || c == '-') && isAlphanumeric(text.charAt(i - 1));
      if (!separator && !isAlphanumeric(c)) {
        return -1;
      }
      if (!separator) {
        iban.append(Character.toUpperCase(c));
      }
      i++;
    }
    boolean ends = i == text.length() || !isAlphanumeric(text.charAt(i));
    return ends && iban.length() == length && isValid(iban) ? i : -1;
  }

  private static boolean isValid(CharSequence iban) {
    if (!isDigit(iban.charAt(2)) || !isDigit(iban.charAt(3))) {
      return false;
    }
    int remainder = 0;
    for (int i = 0; i < iban.length(); i++) {
      char c = iban.charAt((i + 4) % iban.length());
      remainder =
          isDigit(c) ? (remainder * 10 + c - '0') % 97 : (remainder * 100 + c - 'A' + 10) % 97;
    }
    return remainder == 1;
  }

  private static boolean isAlphanumeric(char c) {
    return isLetter(c) || isDigit(c);
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
