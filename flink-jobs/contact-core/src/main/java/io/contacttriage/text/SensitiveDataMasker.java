package io.contacttriage.text;

import java.util.Map;

/**
 * Placeholders for card numbers, IBANs, e-mail addresses, phone numbers, links and handles. Expects
 * clean text in one line. Every search is a scan that looks at each character a bounded number of
 * times.
 */
final class SensitiveDataMasker {
  /** What stands beside a number decides what it is, and masking changes that. */
  private static final int MAX_ROUNDS = 4;

  private SensitiveDataMasker() {}

  /** Adds what was masked to the counts. */
  static String mask(String text, Map<SensitiveData, Integer> counts) {
    String masked = text;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      String before = masked;
      masked = LinkFinder.mask(masked, counts);
      masked = AddressFinder.mask(masked, counts);
      masked = IbanFinder.mask(masked, counts);
      masked = NumberFinder.mask(masked, counts);
      if (masked.equals(before)) {
        break;
      }
    }
    return masked;
  }
}
