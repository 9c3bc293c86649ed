package io.contacttriage.text;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A contact's subject and body to the one line that models read: normalised, without what the
 * person did not write now, and without what identifies people. Preparing a prepared text changes
 * nothing. Time grows with the length alone, whatever the text is. Safe for use by many threads.
 */
public final class TextPreparer {
  /** A letter repeated more often says no more than this many. */
  private static final int MAX_REPEATS = 3;

  /** Prepares one contact; both texts may be empty. */
  public PreparedText prepare(String subject, String body) {
    String newest = ThreadTrimmer.trim(normalize(body));
    String joined = collapse(join(normalize(subject), newest));
    Map<SensitiveData, Integer> counts = new EnumMap<>(SensitiveData.class);
    String masked = SensitiveDataMasker.mask(joined, counts);
    // A reference too long to be one may have become one: &#xaaaa…
    String text = HtmlEntities.defuse(cutRepeats(masked));
    Map<String, Integer> byName = new TreeMap<>();
    counts.forEach((kind, count) -> byName.put(kind.wireName(), count));
    return new PreparedText(
        text, ScriptDetector.script(text), text.codePointCount(0, text.length()), byName);
  }

  /**
   * Markup may hide characters and characters may hide markup, so characters are cleaned before and
   * after; what only then looks like markup is defused.
   */
  private static String normalize(String text) {
    String clean = CharacterCleaner.clean(text);
    if (clean.indexOf('<') < 0 && clean.indexOf('&') < 0) {
      return clean;
    }
    String plain = HtmlRemnants.remove(HtmlEntities.decode(clean));
    return HtmlRemnants.defuse(HtmlEntities.defuse(CharacterCleaner.clean(plain)));
  }

  private static String join(String subject, String body) {
    String heading = subject.strip();
    return heading.isEmpty() || body.stripLeading().startsWith(heading)
        ? body
        : heading + "\n" + body;
  }

  private static String collapse(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != ' ' && c != '\n') {
        out.append(c);
      } else if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
        out.append(' ');
      }
    }
    if (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
      out.setLength(out.length() - 1);
    }
    return out.toString();
  }

  private static String cutRepeats(String text) {
    if (!hasRepeats(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int repeats = 0;
    int last = -1;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      int folded = Character.toLowerCase(c);
      repeats = folded == last ? repeats + 1 : 1;
      last = folded;
      if (repeats <= MAX_REPEATS || !ScriptDetector.isLatinLetter(c)) {
        out.appendCodePoint(c);
      }
    }
    return out.toString();
  }

  /** Whether {@link #cutRepeats} may find something: most texts have nothing to cut. */
  private static boolean hasRepeats(String text) {
    int repeats = 0;
    char last = 0;
    for (int i = 0; i < text.length(); i++) {
      char folded = Character.toLowerCase(text.charAt(i));
      repeats = folded == last ? repeats + 1 : 1;
      last = folded;
      if (repeats > MAX_REPEATS || Character.isSurrogate(folded)) {
        return true;
      }
    }
    return false;
  }
}
