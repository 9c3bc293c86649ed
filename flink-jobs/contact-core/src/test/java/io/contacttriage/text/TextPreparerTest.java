package io.contacttriage.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextPreparerTest {
  private static String prepare(String text) {
    return new TextPreparer().prepare("", text).text();
  }

  @Test
  void subjectAndBodyBecomeOneLine() {
    assertThat(new TextPreparer().prepare(" Hacked ", "\n please \t help\r\n me ").text())
        .isEqualTo("Hacked please help me");
    assertThat(new TextPreparer().prepare("Hacked", "").text()).isEqualTo("Hacked");
    assertThat(new TextPreparer().prepare("", "").text()).isEmpty();
  }

  @Test
  void aSubjectThatTheBodyRepeatsIsLeftOut() {
    assertThat(new TextPreparer().prepare("Ｈacked", " Hacked, please help").text())
        .isEqualTo("Hacked, please help");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<p>Hello <b>wor</b>ld</p><p>again</p> | Hello world again",
        "line<br>line<BR/>line<br /> | line line line",
        "<div style='color:red' onclick=x>help</div> | help",
        "a &lt; b &amp;&amp; c &gt; d | a < b && c > d",
        "&amp;amp;amp;lt;b&amp;gt;bold | bold",
        "it&#39;s &#x27;ok&apos; &eacute;&nbsp;&copy; | it's 'ok' é ©",
        "a &unknown; b &#99999999; &#xD800; &; &#x; &#12a; | a &unknown; b &; &#x; &#12a;",
        "<style>p {color: red}</style>x<script>alert('y')</script>z | xz",
        "a<!-- hidden -->b <!-- open | ab < !-- open",
        "<!DOCTYPE html><html><body>x</body></html> | x",
        "1 < 2 and 3 > 2 | 1 < 2 and 3 > 2",
        "if a <b and c> d | if a < b and c> d",
        "I <3 you <card> <phone> | I <3 you <card> <phone>",
        "<ali> said <b | <ali> said < b",
        "＜ｂ＞x＜／ｂ＞ | x",
        "<img src='a.png' alt='b'>after | after",
      })
  void remnantsOfHtmlAreTakenOut(String text, String wanted) {
    assertThat(prepare(text)).isEqualTo(wanted);
  }

  @Test
  void mailMarkupReadsAsAParserReadsIt() {
    String html =
        """
        <html><head><title>x</title><style type="text/css">p { margin: 0 }</style></head>
        <body lang="ms"><div class="WordSection1"><p class="MsoNormal">Akaun&nbsp;saya <o:p></o:p></p>
        <table border=0><tr><td>dah</td><td>kena</td></tr></table><ul><li>hack</li><li>semalam</li>
        </ul><p>Tolong <a href="mailto:x">cepat</a> &mdash; <i>ter</i>ima kasih<br>Ali</p></div></body>
        </html>
        """;
    assertThat(prepare(html)).isEqualTo(Jsoup.parse(html).body().text().replace('\u00a0', ' '));
  }

  @Test
  void whatCannotBeSeenIsDropped() {
    assertThat(
            prepare(
                "pa\u200bss\u00adwo\u2060rd \u202eevil\u202c \ufeffx\u200d\u200c\u034f y\u0000\u0007"
                    + "\u001b z\ufe0f\udb40\udc41 \ue000\ufffd\ud800 \u2800\u3164 \uffa0q"))
        .isEqualTo("password evil x y z q");
    assertThat(prepare("a\u0085b\u2028c\u2029d\u000be\u000cf\u1680g\u3000h\ti"))
        .isEqualTo("a b c d e f g h i");
    assertThat(prepare("👨\u200d👩\u200d👧 ❤\ufe0f")).isEqualTo("👨👩👧 ❤");
  }

  @ParameterizedTest
  @CsvSource({
    "ｆｕｌｌ　ｗｉｄｔｈ, full width", "𝐮𝐫𝐠𝐞𝐧𝐭 𝓱𝓮𝓵𝓹, urgent help", "ﬁle № ½ ①, file No 1⁄2 1",
    "e\u0301 é, é é", "ｶﾞ ガ, ガ ガ", "٣ ३ ๓ ３, 3 3 3 3"
  })
  void compatibilityFormsBecomeOne(String text, String wanted) {
    assertThat(prepare(text)).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource({
    "pаypаl ассоunt, paypal account", // Cyrillic а, с, о
    "Ηеllо ωorld, Hello world",
    "hасkеd Ассount, hacked Account",
    "ᏢayᏢal, PayPal",
    "ոot սs, not us",
    "fгее соins, free coins",
    "cafе\u0301, café",
    "Привет мир, Привет мир",
    "сосо оса, сосо оса",
    "Γειά σου Κόσμε, Γειά σου Κόσμε",
    "iPhoneы TikTokами, iPhoneы TikTokами",
    "Δt 5μm α-blocker, Δt 5μm α-blocker",
    "Իմ հաշիվը, Իմ հաշիվը",
    "我的аccount被ban, 我的account被ban"
  })
  void lookAlikesBecomeLatinOnlyInLatinWords(String text, String wanted) {
    assertThat(prepare(text)).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource({
    "helloooooooo, hellooo", "NOOOOooooOOO, NOOO", "aaab, aaab", "哈哈哈哈哈哈, 哈哈哈哈哈哈",
    "!!!!!!!!, !!!!!!!!", "1000000000, 1000000000", "éééééé, ééé", "555555 ккккк, 555555 ккккк"
  })
  void longRunsOfALatinLetterAreCut(String text, String wanted) {
    assertThat(prepare(text)).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource({
    "my account was hacked, Latn",
    "我的账号被盗了, Hani",
    "我的account被盗了吗请帮我看一下谢谢, Hani",
    "アカウントにログインできません, Jpan",
    "口座番号を教えてください, Jpan",
    "我们去吃の火锅很好吃真的很好, Hani",
    "계정이 해킹당했어요, Kore",
    "ฉันเข้าสู่ระบบไม่ได้, Thai",
    "கணக்கு முடக்கப்பட்டது, Taml",
    "حسابي تم اختراقه, Arab",
    "мой аккаунт, Cyrl",
    "मेरा खाता, Deva",
    "החשבון שלי, Hebr",
    "ο λογαριασμός μου, Grek",
    "12345 !!! 😭, Zyyy",
    "'', Zyyy",
    "我 ali@example.com www.x.com, Hani"
  })
  void theScriptIsTheOneOfMostLetters(String text, String wanted) {
    assertThat(new TextPreparer().prepare("", text).script()).isEqualTo(wanted);
  }

  @Test
  void charactersAreCountedInCodePoints() {
    assertThat(new TextPreparer().prepare("", "a😭我").characters()).isEqualTo(3);
  }

  @Test
  void cleaningOnceIsEnoughForEveryCharacter() {
    List<String> unstable = new ArrayList<>();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      String once = CharacterCleaner.clean("a" + Character.toString(c) + "b");
      if (!CharacterCleaner.clean(once).equals(once)) {
        unstable.add(Integer.toHexString(c));
      }
    }
    assertThat(unstable).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<",
        "<a ",
        "<!--",
        "&",
        "&amp",
        "&amp;",
        "&;",
        "<blockquote>",
        "<script>",
        "<title><",
        "@",
        "a@",
        "a@b.",
        "+",
        "1",
        "1 ",
        "1.",
        "12-",
        "+1",
        "(1) ",
        "0812 ",
        "4111 1111 1111 1111 ",
        "a.",
        "www.",
        "http://",
        "DE89 ",
        "DE",
        "\n",
        ">\n",
        "On a\n",
        "From:\n",
        "-",
        "--\n",
        "а",
        "aа",
        "e\u0301",
        "\u0301",
        "1234-5678 ",
        "phone ",
        "(",
        "1)",
        "a",
        "我",
        "\u200b",
        "<p a=b>",
        "9123 4567 ",
        "On aaaaa wrote:\n",
        "在aaa写道\n",
        "<b",
        "1\u0338",
        "@a",
        "@aa ",
        "x.com/",
        "\ud800",
        "\t"
      })
  @Timeout(60)
  void timeGrowsWithTheLengthAlone(String unit) {
    String text = unit.repeat((1 << 18) / unit.length());

    String prepared = prepare(text);

    assertThat(prepare(prepared)).isEqualTo(prepared);
  }
}
