package io.contacttriage.text.terms;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.contact.ReadTerms;
import io.contacttriage.contact.TermHit;
import io.contacttriage.text.TextPreparer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermMatcherTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "paypal | pay me by PayPal please",
        "paypal | PАYPАL with Cyrillic letters",
        "paypal | p4yp@l or cash",
        "paypal | p.a.y.p.a.l",
        "paypal | p a y p a l",
        "paypal | P-a-y--pal!",
        "paypal | paaayyypalll",
        "paypal | páypàl",
        "paypal | pay\u200Bpal",
        "gift card | buy me a g!ft   c@rd today",
        "gift card | gift-card",
        "gift card | g i f t  c a r d",
        "sell | s3ll",
        "1xbet | on 1xbet now",
        "微信 | 请加微信聊",
        "微信 | 加微 信",
        "微信转账 | 微信，转账给我",
        "加v信 | 加V信号",
        "โอนนอกระบบ | กรุณาโอนนอกระบบนะ",
        "продам аккаунт | Продам аккаунт недорого",
      })
  void aTermIsFoundHoweverItIsWritten(String term, String text) {
    assertThat(hits(term, text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ass | the class assembled in mass",
        "ass | a 45s delay and 455 coins",
        "ass | as soon as possible",
        "paypal | pay pal",
        "paypal | paypals",
        "sell | sel",
        "sell | seil",
        "gift card | giftcard",
        "gift card | gift of a card",
        "gift card | gift .......... card",
        "phone | call 012-345 6789",
        "his | is this here",
        "微信 | 微。。。。信",
        "谢谢 | 谢你",
        "1xbet | ixbet",
      })
  void nothingElseIsFound(String term, String text) {
    assertThat(hits(term, text)).isFalse();
  }

  @Test
  void aHitNamesListContentAndLanguageAndNotTheTerm() {
    TermList one = list("one", Map.of("en", List.of("alpha", "beta"), "ms", List.of("gamma")));
    TermList two = list("two", Map.of(TermList.ANY, List.of("alpha")));
    ReadTerms read = TermMatcher.of(List.of(one, two)).read("Alpha and gamma and beta");

    assertThat(read.hits())
        .containsExactly(
            new TermHit("one", one.hash(), "en"),
            new TermHit("one", one.hash(), "ms"),
            new TermHit("two", two.hash(), TermList.ANY));
    assertThat(read.read()).containsExactly(one.hash(), two.hash());
  }

  @Test
  void listsThatHoldTheSameAreReadOnce() {
    TermList list = list("one", Map.of("en", List.of("alpha", "beta")));
    TermList turned =
        new TermList("one", "another", "Other words.", Map.of("en", List.of("beta", "alpha")));
    assertThat(TermMatcher.of(List.of(list, turned)).hashes()).containsExactly(list.hash());
  }

  @Test
  void anythingThatMatchesDifferentlyHasAnotherHash() {
    assertThat(
            List.of(
                list("one", Map.of("en", List.of("alpha", "beta"))).hash(),
                list("two", Map.of("en", List.of("alpha", "beta"))).hash(),
                list("one", Map.of("ms", List.of("alpha", "beta"))).hash(),
                list("one", Map.of("en", List.of("alphabeta"))).hash(),
                list("one", Map.of("en", List.of("alpha"), "ms", List.of("beta"))).hash()))
        .doesNotHaveDuplicates();
  }

  @Test
  @Timeout(60)
  void aTextThatIsMadeToBeSlowIsRead() {
    Map<String, List<String>> languages = new TreeMap<>();
    languages.put("en", List.of("ab", "aab", "il il", "lilili", "aaa b"));
    languages.put("zh", List.of("谢谢你", "谢谢谢谢谢谢谢你"));
    TermMatcher matcher = TermMatcher.of(List.of(list("slow", languages)));
    for (String part : List.of("a", "a ", "a.", "1", "1 ", "il", "谢", "谢 ", "aab1")) {
      ReadTerms read = matcher.read(part.repeat(100_000) + "bx 你x");
      assertThat(read.read()).hasSize(1);
    }
  }

  private static boolean hits(String term, String text) {
    TermList list = list("list", Map.of("en", List.of(term)));
    String prepared = new TextPreparer().prepare("", text).text();
    return !TermMatcher.of(List.of(list)).read(prepared).hits().isEmpty();
  }

  private static TermList list(String name, Map<String, List<String>> languages) {
    return new TermList(name, "owner", "What it is for.", languages);
  }
}
