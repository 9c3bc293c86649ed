package io.contacttriage.cli.evaluate;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The part of the data that a text belongs to: a hash of the text decides, so that no list has to
 * be kept. The same rule as {@code text_key} and {@code part_of} in {@code
 * models/training/triage_training/examples.py}, which the model was trained by.
 *
 * <p>Letters and digits that came to Unicode after the version that either side knows are not
 * folded there, and such a text may fall into another part. Half of a surrogate pair, which Python
 * refuses, counts as a question mark.
 */
enum TextPart {
  TRAIN,
  DEV,
  TEST,
  /** Every text; no text belongs to this part alone. */
  ALL;

  /** White space as Python's {@code \s} has it: U+001C to U+001F as well. */
  private static final String SPACE =
      "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

  private static final Pattern SPACES = Pattern.compile("[" + SPACE + "]+");

  /** The text is folded by then, so that no flag for upper case is needed. */
  private static final Pattern LINK = Pattern.compile("(?:https?://|www\\.)[^" + SPACE + "]+");

  /** Word characters as Python's {@code \w} has them: without combining marks. */
  private static final Pattern HANDLE = Pattern.compile("@[\\p{L}\\p{N}_]+");

  private static final Pattern DIGIT = Pattern.compile("\\p{Nd}");

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static TextPart of(String text) {
    int percentile = (int) (Long.parseLong(key(text).substring(0, 8), 16) % 100);
    return percentile < 80 ? TRAIN : percentile < 90 ? DEV : TEST;
  }

  /** SHA-256 (hex) of the text without its accidents: case, links, handles, which digits. */
  static String key(String text) {
    String folded = UCharacter.foldCase(Normalizer2.getNFKCInstance().normalize(text), true);
    String plain = HANDLE.matcher(LINK.matcher(folded).replaceAll(" ")).replaceAll(" ");
    String key = SPACES.matcher(DIGIT.matcher(plain).replaceAll("0")).replaceAll(" ").strip();
    try {
      byte[] utf8 = key.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(utf8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
