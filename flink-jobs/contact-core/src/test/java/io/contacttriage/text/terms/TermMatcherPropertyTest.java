package io.contacttriage.text.terms;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.contact.TermHit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The pass finds what a search does that tries every term at every place of the text. */
class TermMatcherPropertyTest {
  private static final String LETTER_OR_DIGIT = "[a-z0-9\\p{IsHan}]";
  private static final String SIGN = "[!@$]";
  private static final String SEPARATOR =
      "(?:[^a-z0-9\\p{IsHan}!@$]|" + SIGN + "(?!" + LETTER_OR_DIGIT + "))";
  private static final String MARK =
      "(?:[^ a-z0-9\\p{IsHan}!@$]|" + SIGN + "(?!" + LETTER_OR_DIGIT + "))";
  private static final Pattern SYMBOL =
      Pattern.compile(LETTER_OR_DIGIT + "|" + SIGN + "(?=" + LETTER_OR_DIGIT + ")");

  @Property(tries = 4_000)
  void thePassFindsWhatTryingEveryPlaceFinds(
      @ForAll("terms") List<String> terms, @ForAll("texts") String text) {
    List<TermList> lists = new ArrayList<>();
    List<String> found = new ArrayList<>();
    for (String term : terms) {
      TermList list = new TermList("t" + lists.size(), "o", "d", Map.of("en", List.of(term)));
      lists.add(list);
      if (isAnywhere(term, text)) {
        found.add(list.name());
      }
    }
    assertThat(TermMatcher.of(lists).read(text).hits())
        .as("%s in '%s'", terms, text)
        .extracting(TermHit::list)
        .containsExactlyElementsOf(found);
  }

  @Provide
  Arbitrary<List<String>> terms() {
    return Arbitraries.strings()
        .withChars("ails1微信 ")
        .ofMinLength(1)
        .ofMaxLength(6)
        .filter(term -> !term.isBlank())
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("ails145!@$微信x .-").ofMaxLength(24);
  }

  private static boolean isAnywhere(String term, String text) {
    Matcher matcher = regex(term).matcher(text);
    matcher.useTransparentBounds(true);
    for (int from = 0; from < text.length(); from++) {
      for (int to = from + 1; to <= text.length(); to++) {
        if (matcher.region(from, to).matches() && isMostlyItself(term, text, from, to)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isMostlyItself(String term, String text, int from, int to) {
    Matcher symbols = SYMBOL.matcher(text).useTransparentBounds(true).region(from, to);
    int all = 0;
    int signs = 0;
    while (symbols.find()) {
      all++;
      signs += symbols.group().charAt(0) < 'a' ? 1 : 0;
    }
    int own = (int) term.chars().filter(c -> c >= '0' && c <= '9').count();
    return 2 * (signs - own) <= all;
  }

  private static Pattern regex(String term) {
    // Beside a letter without spaces, a space in a term says nothing.
    String[] words =
        term.strip()
            .replaceAll("(?<=\\p{IsHan}) +| +(?=\\p{IsHan})", "")
            .replaceAll(" +", " ")
            .split(" ", -1);
    StringBuilder regex = new StringBuilder();
    for (String word : words) {
      regex.append(regex.isEmpty() ? "" : SEPARATOR + "{1,8}").append("(?:");
      regex.append(word(word, false)).append('|').append(word(word, true)).append(')');
    }
    char first = words[0].charAt(0);
    char last = words[words.length - 1].charAt(words[words.length - 1].length() - 1);
    return Pattern.compile(
        (isHan(first) ? "" : "(?<![a-z0-9])") + regex + (isHan(last) ? "" : "(?![a-z0-9])"));
  }

  private static String word(String word, boolean spelled) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      boolean loose = i > 0 && (isHan(word.charAt(i)) || isHan(word.charAt(i - 1)));
      if (i > 0) {
        regex.append(spelled ? SEPARATOR + "{1,3}" : loose ? SEPARATOR + "{0,3}" : MARK + "{0,3}");
      }
      regex.append(letter(word.charAt(i)));
    }
    return regex.toString();
  }

  private static String letter(char letter) {
    if (isHan(letter)) {
      return String.valueOf(letter);
    }
    String sign = "(?=" + LETTER_OR_DIGIT + ")";
    return switch (letter) {
      case 'a' -> "(?:[a4]|@" + sign + ")+";
      case 's' -> "(?:[s5]|[$]" + sign + ")+";
      case 'i', 'l' -> "(?:[" + letter + "1]|!" + sign + ")+";
      default -> letter + "+";
    };
  }

  private static boolean isHan(char c) {
    return Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN;
  }
}
