package io.contacttriage.text;

import java.util.regex.Pattern;

/**
 * Tells phone numbers from order numbers, amounts, dates and times: by a plus sign, by the shapes
 * of the countries that most contacts come from, or by a word such as "WhatsApp" right before.
 */
final class PhoneShape {
  private static final int MIN_DIGITS = 7;
  private static final int MAX_DIGITS = 15;
  private static final int LONGEST_DATE = 10;
  private static final int LONGEST_TIME = 5;
  private static final int WORD_BEFORE = 40;

  private static final Pattern NATIONAL =
      Pattern.compile(
          "0[1-9][0-9]{7,11}" // with the trunk zero: Malaysia, Indonesia, Taiwan, landlines
              + "|1[3-9][0-9]{9}" // mobile, China
              + "|601[0-9]{8,9}|628[0-9]{8,11}|65[3689][0-9]{7}|861[3-9][0-9]{9}"
              + "|852[2-9][0-9]{7}|8869[0-9]{8}" // country code without its plus
              + "|00(60|62|65|86|852|853|886)[1-9][0-9]{6,11}");
  private static final Pattern INTERNATIONAL = Pattern.compile("[1-9][0-9]{7,14}");

  /** Singapore, Hong Kong; neither years nor round numbers. */
  private static final Pattern FOUR_AND_FOUR =
      Pattern.compile("(?!19|20)[235-9][0-9]{3}[ -](?![0-9]{2}00)[0-9]{4}");

  private static final Pattern NORTH_AMERICAN =
      Pattern.compile("[2-9][0-9]{2}[)]?[ .-]{1,2}[2-9][0-9]{2}[ .-][0-9]{4}");
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,3}([.][0-9]{3})+");
  private static final Pattern DATE =
      Pattern.compile(
          "(0?[1-9]|[12][0-9]|3[01])([-/.])(0?[1-9]|[12][0-9]|3[01])\\2((19|20)?[0-9]{2})"
              + "|(19|20)[0-9]{2}([-/.])(0?[1-9]|1[0-2])\\7(0?[1-9]|[12][0-9]|3[01])");
  private static final Pattern TIME = Pattern.compile("([01]?[0-9]|2[0-4])[.][0-5][0-9]");
  private static final Pattern PHONE_WORD =
      Pattern.compile(
          "(?i)(?<![a-z])(phone|mobile|tel|telp|telefon|telepon|hp|wa|whats ?app|handphone|电话|電話|手机|手機)"
              + "[^\\p{L}\\p{N}<>]{0,3}(number|no|nombor|nomor|num|号码|號碼|号|號)?"
              + "[^\\p{L}\\p{N}<>]{0,3}((is|ialah|adalah|saya|i|是|为|為)[^\\p{L}\\p{N}<>]{0,3})?$");

  private final String text;
  private final int[] starts;
  private final int[] ends;
  private final int from;
  private final int to;

  /** Groups {@code from} to {@code to}, exclusive, stand together with separators between. */
  PhoneShape(String text, int[] starts, int[] ends, int from, int to) {
    this.text = text;
    this.starts = starts;
    this.ends = ends;
    this.from = from;
    this.to = to;
  }

  static boolean isSeparator(char c) {
    return c == ' '
        || c == '.'
        || c == '/'
        || c == '('
        || c == ')'
        || c == '_'
        || c == '·'
        || c == '−'
        || Character.getType(c) == Character.DASH_PUNCTUATION;
  }

  /** First group behind the date or time that begins with this group; the same when none does. */
  int behindDateOrTime(int first) {
    boolean three = first + 2 < to && ends[first + 2] - starts[first] <= LONGEST_DATE;
    if (three && DATE.matcher(between(first, first + 2)).matches()) {
      return first + 3;
    }
    boolean two = first + 1 < to && ends[first + 1] - starts[first] <= LONGEST_TIME;
    boolean dotBehind = first + 2 < to && text.charAt(ends[first + 1]) == '.';
    boolean time = two && !dotBehind && TIME.matcher(between(first, first + 1)).matches();
    return time ? first + 2 : first;
  }

  /** Last group of the phone number that begins with this group, or -1. */
  int lastOfPhone(int first) {
    int digits = 0;
    int found = -1;
    StringBuilder number = new StringBuilder(MAX_DIGITS);
    for (int last = first; last < to; last++) {
      digits += ends[last] - starts[last];
      if (digits > MAX_DIGITS) {
        break;
      }
      number.append(text, starts[last], ends[last]);
      if (digits >= MIN_DIGITS && isPhone(first, last, number)) {
        found = last;
      }
    }
    return found;
  }

  /** Where a number begins whose first group is here: with its plus sign and opening bracket. */
  static int startOfMask(String text, int groupStart, int groupEnd) {
    int start = groupStart;
    if (start > 0 && text.charAt(start - 1) == '+') {
      start--;
    }
    boolean bracket =
        start > 0
            && text.charAt(start - 1) == '('
            && groupEnd < text.length()
            && text.charAt(groupEnd) == ')';
    return bracket ? start - 1 : start;
  }

  private boolean isPhone(int first, int last, CharSequence number) {
    boolean plus = starts[first] > 0 && text.charAt(starts[first] - 1) == '+';
    if (isPartOfAName(first, last)) {
      return false;
    }
    if (plus && INTERNATIONAL.matcher(number).matches()) {
      return true;
    }
    return hasShape(first, last, number) && !AMOUNT.matcher(between(first, last)).matches();
  }

  /** Lengths are compared before patterns: text may be made of nothing but digits. */
  private boolean hasShape(int first, int last, CharSequence number) {
    int digits = number.length();
    int groups = last - first + 1;
    if (digits >= 9
        && "0168".indexOf(number.charAt(0)) >= 0
        && NATIONAL.matcher(number).matches()) {
      return true;
    }
    if (digits == 10 && groups == 3 && NORTH_AMERICAN.matcher(between(first, last)).matches()) {
      return true;
    }
    if (first > from) {
      return false;
    }
    boolean fourAndFour =
        digits == 8
            && groups == 2
            && last + 1 == to
            && FOUR_AND_FOUR.matcher(between(first, last)).matches();
    return fourAndFour || followsPhoneWord(starts[first]);
  }

  /** Such as INV-0123456789 or 0123456789ab. */
  private boolean isPartOfAName(int first, int last) {
    int start = starts[first];
    int end = ends[last];
    if (end < text.length() && isLatinOr(text.charAt(end), '_')) {
      return true;
    }
    if (first > from || start == 0) {
      return false;
    }
    char before = text.charAt(start - 1);
    boolean joined = before == '-' || before == '/' || before == '.';
    return isLatinOr(before, '_')
        || before == '#'
        || (joined && start > 1 && isLatinOr(text.charAt(start - 2), '_'));
  }

  private boolean followsPhoneWord(int start) {
    return PHONE_WORD.matcher(text.substring(Math.max(0, start - WORD_BEFORE), start)).find();
  }

  private String between(int first, int last) {
    return text.substring(starts[first], ends[last]);
  }

  private static boolean isLatinOr(char c, char other) {
    return c == other || ScriptDetector.isLatinLetter(c);
  }
}
