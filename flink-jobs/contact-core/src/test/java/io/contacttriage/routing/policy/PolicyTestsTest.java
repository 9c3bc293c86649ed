package io.contacttriage.routing.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.routing.policy.PolicyTests.Outcome;
import io.contacttriage.routing.policy.PolicyTests.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTestsTest {
  @Test
  void goodTestsPass() {
    Report report = PolicyTests.run(TestingBooks.book());

    assertThat(report.outcomes())
        .extracting(Outcome::test)
        .containsExactly("a person in crisis", "an unauthorised payment");
    assertThat(report.failed()).isEmpty();
  }

  @Test
  void rulesThatNoTestReachesAreNamed() {
    assertThat(PolicyTests.run(TestingBooks.book()).unreached())
        .containsExactly("money/how-to", "money/from-app");
  }

  @Test
  void aRuleThatMatchesButDoesNotRouteIsNotReached() {
    String money =
        TestingBooks.MONEY.replace(
            "given: {topic: refund_dispute, urgency: high}",
            "given: {topic: refund_dispute, urgency: high, harm: {self_harm: 0.9}}");

    assertThat(run(money).unreached()).contains("money/payments");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "queue: crisis             | queue: wanted crisis, found payments",
        "priority: P0              | priority: wanted P0, found P2",
        "skills: [crisis]          | skills: wanted [crisis] among them, found [payments]",
        "tags: [lite]              | tags: wanted [lite] among them, found [money, unauthorised, rule_error]",
        "clocks: [access]          | clocks: wanted [access] among them, found [refund]",
        "selfService: help-1       | selfService: wanted help-1, found none",
        "respondWithin: 1h         | respondWithin: wanted PT1H, found PT8H",
        "exposure: mild            | exposure: wanted MILD, found NONE",
      })
  void aTestThatFailsSaysWhatWasWantedAndFound(String expect, String difference) {
    String money =
        TestingBooks.MONEY.replace(
            "{queue: payments, clocks: [refund], tags: [money, unauthorised]}", "{" + expect + "}");

    assertThat(run(money).failed())
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.policy()).isEqualTo("money");
              assertThat(outcome.differences()).containsExactly(difference);
              assertThat(outcome.reasons().get(0).rule()).isEqualTo("payments");
            });
  }

  @Test
  void everythingThatATestGivesIsSeenByConditions() {
    String money =
        TestingBooks.MONEY
            .replace(
                "contact.attributes['app'] == 'lite'",
                """
                topic_confidence == 0.6 && topics.ads_business == 0.3 && urgencies.critical == 0.15 && urgencies.normal == 0.8
                      && harm.scam == 0.4 && !flagged.scam && flagged.hate
                      && language == 'zh' && language_confidence == 0.5
                      && contact.channel == 'social' && contact.country == 'TW' && contact.script == 'Hani'
                      && contact.characters == 9 && contact.masked_card == 2 && contact.language_hint == 'zh-TW'
                      && customer.tier == 'vip' && customer.age_band == '18-24' && customer.account_type == 'shop'
                      && memory.contacts_1d == 1 && memory.contacts_7d == 2 && memory.contacts_30d == 3
                      && memory.last_queue == 'payments' && contact.attributes['app'] == 'lite'
                      && attachments.count == 2 && attachments.signals['nudity'] == 0.3\
                """
                    .replace("\n", " "))
            .replace(
                "given: {topic: refund_dispute, urgency: high}",
                """
                given:
                      topic: refund_dispute
                      topic_confidence: 0.6
                      topics: {ads_business: 0.3}
                      urgency_confidence: 0.8
                      urgencies: {critical: 0.15}
                      harm: {scam: 0.4, hate: 0.7}
                      language: zh
                      language_confidence: 0.5
                      contact: {channel: social, country: TW, script: Hani, characters: 9, masked_card: 2, language_hint: zh-TW}
                      customer: {tier: vip, age_band: 18-24, account_type: shop}
                      memory: {contacts_1d: 1, contacts_7d: 2, contacts_30d: 3, last_queue: payments}
                      attributes: {app: lite}
                      attachments: {count: 2, signals: {nudity: 0.3}}
                      receivedAt: 2026-05-01T00:00:00Z\
                """)
            .replace("clocks: [refund], tags: [money, unauthorised]", "tags: [money, lite]");
    PolicyBook book = book(money);

    assertThat(PolicyTests.run(book).failed()).isEmpty();
    assertThat(PolicyBookReader.readJson(PolicyBookWriter.write(book)).orThrow()).isEqualTo(book);
  }

  private static Report run(String money) {
    return PolicyTests.run(book(money));
  }

  private static PolicyBook book(String money) {
    return PolicyBookReader.readFiles(
            TestingBooks.files(TestingBooks.BOOK, TestingBooks.SAFETY, money))
        .orThrow();
  }
}
