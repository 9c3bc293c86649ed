package io.contacttriage.text;

import java.util.Arrays;
import java.util.Map;

/**
 * Card and phone numbers: groups of digits, up to three separators between them. A number begins
 * and ends with a group, so at most 19 windows are tried for each.
 */
final class NumberFinder {
  private static final int MAX_DIGITS = 19;
  private static final int MIN_CARD_DIGITS = 13;
  private static final int MAX_SEPARATORS = 3;

  private final String text;
  private final MaskWriter writer;
  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private int groups;

  private NumberFinder(String text, Map<SensitiveData, Integer> counts) {
    this.text = text;
    this.writer = new MaskWriter(text, counts);
  }

  static String mask(String text, Map<SensitiveData, Integer> counts) {
    return new NumberFinder(text, counts).scan();
  }

  private String scan() {
    int i = 0;
    while (i < text.length()) {
      if (isDigit(text.charAt(i))) {
        i = readRun(i);
        maskRun();
      } else {
        i++;
      }
    }
    return writer.finish();
  }

  /** Collects the groups of digits that belong together; gives the place behind them. */
  private int readRun(int from) {
    groups = 0;
    int start = from;
    while (true) {
      int end = start;
      while (end < text.length() && isDigit(text.charAt(end))) {
        end++;
      }
      if (groups == starts.length) {
        starts = Arrays.copyOf(starts, groups * 2);
        ends = Arrays.copyOf(ends, groups * 2);
      }
      starts[groups] = start;
      ends[groups++] = end;
      start = end;
      while (start < text.length()
          && start - end < MAX_SEPARATORS
          && PhoneShape.isSeparator(text.charAt(start))) {
        start++;
      }
      if (start == end || start == text.length() || !isDigit(text.charAt(start))) {
        return end;
      }
    }
  }

  private void maskRun() {
    int gap = 0;
    for (int i = 0; i < groups; ) {
      int last = lastOfCard(i);
      if (last < 0) {
        i++;
        continue;
      }
      maskPhones(gap, i);
      // Some phone numbers pass the check of cards, but no card looks like a phone number.
      int lastOfPhone = new PhoneShape(text, starts, ends, i, groups).lastOfPhone(i);
      boolean phone = lastOfPhone >= last;
      last = phone ? lastOfPhone : last;
      SensitiveData kind = phone ? SensitiveData.PHONE : SensitiveData.CARD;
      writer.mask(
          phone ? PhoneShape.startOfMask(text, starts[i], ends[i]) : starts[i], ends[last], kind);
      i = last + 1;
      gap = i;
    }
    maskPhones(gap, groups);
  }

  /** Index of the last group of the card number that begins with this group, or -1. */
  private int lastOfCard(int first) {
    int digits = 0;
    int found = -1;
    for (int i = first; i < groups && digits <= MAX_DIGITS; i++) {
      digits += ends[i] - starts[i];
      boolean card = digits >= MIN_CARD_DIGITS && digits <= MAX_DIGITS && isCard(first, i);
      // Sixteen is what nearly all have: what follows is rather the date or the code of the card.
      if (card && (found < 0 || digits <= 16)) {
        found = i;
      }
    }
    return found;
  }

  private boolean isCard(int first, int last) {
    if (text.charAt(starts[first]) == '0') {
      return false;
    }
    int sum = 0;
    boolean second = false;
    for (int i = ends[last] - 1; i >= starts[first]; i--) {
      char c = text.charAt(i);
      if (isDigit(c)) {
        int value = (c - '0') * (second ? 2 : 1);
        sum += value > 9 ? value - 9 : value;
        second = !second;
      }
    }
    return sum % 10 == 0;
  }

  private void maskPhones(int from, int to) {
    for (int i = from; i < to; ) {
      PhoneShape shape = new PhoneShape(text, starts, ends, from, to);
      int skipped = shape.behindDateOrTime(i);
      int last = skipped > i ? -1 : shape.lastOfPhone(i);
      if (last >= 0) {
        writer.mask(
            PhoneShape.startOfMask(text, starts[i], ends[i]), ends[last], SensitiveData.PHONE);
        i = last + 1;
      } else {
        i = Math.max(skipped, i + 1);
      }
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
