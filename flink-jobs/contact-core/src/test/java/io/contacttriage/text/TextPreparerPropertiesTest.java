package io.contacttriage.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class TextPreparerPropertiesTest {
  private static final Pattern MAIL = Pattern.compile("[\\w.+-]+@[\\w-]+\\.[A-Za-z]{2,}");
  private static final Pattern CARD =
      Pattern.compile("(?<![0-9])[1-9]([ -]?[0-9]){12,18}(?![0-9])");

  private static PreparedText prepare(String subject, String body) {
    return new TextPreparer().prepare(subject, body);
  }

  @Property(tries = 5_000)
  void preparingAPreparedTextChangesNothing(
      @ForAll("fragments") String subject, @ForAll("fragments") String body) {
    PreparedText once = prepare(subject, body);
    PreparedText twice = prepare("", once.text());

    assertThat(twice.text()).isEqualTo(once.text());
    assertThat(twice.script()).isEqualTo(once.script());
    assertThat(twice.masked()).isEmpty();
  }

  @Property(tries = 2_000)
  void preparedTextOfAnyStringIsStableAndVisible(@ForAll String text) {
    String prepared = prepare("", text).text();

    assertThat(prepare("", prepared).text()).isEqualTo(prepared);
    assertVisible(prepared);
  }

  @Property(tries = 2_000)
  void preparedTextHoldsNothingInvisible(@ForAll("fragments") String text) {
    assertVisible(prepare("", text).text());
  }

  @Property(tries = 2_000)
  void preparedTextHoldsNoMailAddressAndNoCardNumber(@ForAll("fragments") String text) {
    String prepared = prepare("", text).text();

    assertThat(MAIL.matcher(prepared).find()).as(prepared).isFalse();
    Matcher card = CARD.matcher(prepared);
    while (card.find()) {
      assertThat(satisfiesLuhn(card.group())).as(prepared).isFalse();
    }
  }

  @Property
  void everyCardNumberIsMaskedWhateverSeparatesItsDigits(
      @ForAll @LongRange(min = 10_000_000_000_000L, max = 999_999_999_999_999L) long number,
      @ForAll("separators") String separator) {
    String digits = number + "" + checkDigit(Long.toString(number));
    String written = String.join(separator, digits.split("(?<=\\G.{4})(?=.)", -1));

    assertThat(prepare("", "card " + written + " x").text()).isEqualTo("card <card> x");
  }

  @Provide
  Arbitrary<String> separators() {
    return Arbitraries.of("", " ", "-", ".", " - ", "/", "\u200b", "\u00a0", "\u2011", "\n");
  }

  /** Texts made of what each step looks for, so that steps meet at their edges. */
  @Provide
  Arbitrary<String> fragments() {
    return Arbitraries.oneOf(
            Arbitraries.of(
                "&amp;",
                "&#xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa;",
                "&lt;",
                "&gt;",
                "&#x",
                "&#38;",
                ";",
                "&",
                "amp;",
                "<b>",
                "</b>",
                "<br>",
                "<",
                ">",
                "b>",
                "<!--",
                "-->",
                "<script>",
                "</script>",
                "<blockquote>",
                "</blockquote>"),
            Arbitraries.of(
                "4111 1111 1111 1111",
                "4111",
                "1111",
                "12",
                "0",
                "1",
                " ",
                "-",
                ".",
                "+60",
                "012-3456789",
                "9123 4567",
                "(415) 555-0123",
                "03-10-2026",
                "2026-11-22",
                "phone ",
                "Rp 10.000.000"),
            Arbitraries.of(
                "@",
                "ali",
                "@ali",
                "ali@x.com",
                ".com",
                "www.",
                "http://",
                "x.my",
                "/p",
                "DE89",
                "370400440532013000",
                "DE89370400440532013000",
                "#",
                "_",
                ",",
                ":"),
            Arbitraries.of(
                "\n",
                "\n> ",
                "\nOn Mon, Ali wrote:\n",
                "\n-----Original Message-----\n",
                "\nFrom: a\n",
                "\nTo: b\n",
                "\n-- \n",
                "\nSent from my iPhone\n",
                "写道:",
                "在",
                "\r\n",
                "\t"),
            Arbitraries.of(
                "а",
                "о",
                "α",
                "ս",
                "p",
                "ay",
                "привет",
                "aaaaaaa",
                "WWWWW",
                "é",
                "e",
                "\u0301",
                "\u0338",
                "\u200b",
                "\u00ad",
                "\u202e",
                "ｂ",
                "＜",
                "＞",
                "＆",
                "；",
                "𝐛",
                "٤",
                "我",
                "の",
                "😭",
                "\ufe0f",
                "\ud83d",
                "\u0000",
                "´",
                "ﬁ",
                "<card>",
                "hello world ",
                "İ",
                "ß"),
            Arbitraries.strings().all().ofMaxLength(3))
        .list()
        .ofMaxSize(25)
        .map(parts -> String.join("", parts));
  }

  private static void assertVisible(String text) {
    assertThat(text.strip()).isEqualTo(text);
    List<Integer> hidden =
        text.codePoints()
            .filter(
                c ->
                    Character.getType(c) == Character.CONTROL
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.SURROGATE
                        || Character.getType(c) == Character.LINE_SEPARATOR
                        || (c >= 0xFE00 && c <= 0xFE0F)
                        || (Character.isWhitespace(c) && c != ' '))
            .boxed()
            .toList();
    assertThat(hidden).as(text).isEmpty();
  }

  private static boolean satisfiesLuhn(String card) {
    String digits = card.replaceAll("[^0-9]", "");
    return checkDigit(digits.substring(0, digits.length() - 1))
        == Character.digit(digits.charAt(digits.length() - 1), 10);
  }

  /** Written apart from the masker's own: by the table of doubled digits. */
  private static int checkDigit(String digits) {
    int[] doubled = {0, 2, 4, 6, 8, 1, 3, 5, 7, 9};
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(digits.length() - 1 - i), 10);
      sum += i % 2 == 0 ? doubled[digit] : digit;
    }
    return (10 - sum % 10) % 10;
  }
}
