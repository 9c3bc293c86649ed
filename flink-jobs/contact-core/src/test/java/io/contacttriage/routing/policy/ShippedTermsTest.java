package io.contacttriage.routing.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.contact.TermHit;
import io.contacttriage.routing.TestingSchemas;
import io.contacttriage.text.TextPreparer;
import io.contacttriage.text.terms.TermMatcher;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the term lists of the shipped book and of the documentation find in texts. */
class ShippedTermsTest {
  private static final PolicyBook SHIPPED =
      PolicyBookReader.readDirectory(TestingSchemas.CONFIG.resolve("policies")).orThrow();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The seller says I should p4y outs1de the app to get a discount | off_platform_payment en",
        "she wants a D.I.R.E.C.T bank-transfer before she ships | off_platform_payment en",
        "penjual suruh bayar di luar aplikasi | off_platform_payment id ms",
        "katanya transfer langsung ke rekening saja | off_platform_payment id",
        "他让我私下转账，说便宜一点 | off_platform_payment zh",
        "他要我 微 信 转 账 | off_platform_payment zh",
        "somebody is s e l l i n g  a c c o u n t s in the comments | account_selling en",
        "ada orang jual akun murah | account_selling id",
        "saya nampak iklan jual akaun | account_selling ms",
        "评论里有人卖号 | account_selling zh",
        "How do I pay with another card in the app? | ",
        "My account was sold to me as new and is banned | ",
        "Tolong tukar nombor telefon akaun saya | ",
        "我的账号登录不了 | ",
      })
  void offersAreFoundInFourLanguagesAndHarmlessTextsAreNot(String text, String expected) {
    assertThat(hits(SHIPPED, text)).isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void theExamplesOfTheDocumentationAreTrue() throws Exception {
    String page = Files.readString(TestingSchemas.CONFIG.resolveSibling("docs/policies.md"));
    assertThat(page).contains("```yaml\n" + TestingTerms.DEALS + "```");

    for (String found :
        List.of(
            "PаyPаl",
            "g1ft c4rd",
            "paaaay outside",
            "p.a.y-outside",
            "p a y  o u t s i d e",
            "请私下转账",
            "gift-card")) {
      assertThat(page).contains(found);
      assertThat(hits(TestingTerms.book(), found)).as(found).isNotEmpty();
    }
    for (String other : List.of("gi ft card", "gift cards")) {
      assertThat(page).contains(other);
      assertThat(hits(TestingTerms.book(), other)).as(other).isEmpty();
    }
  }

  private static String hits(PolicyBook book, String text) {
    List<TermHit> hits =
        TermMatcher.of(book.terms()).read(new TextPreparer().prepare("", text).text()).hits();
    if (hits.isEmpty()) {
      return "";
    }
    return hits.get(0).list()
        + " "
        + String.join(" ", hits.stream().map(TermHit::language).toList());
  }
}
