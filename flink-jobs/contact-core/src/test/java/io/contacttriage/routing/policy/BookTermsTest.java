package io.contacttriage.routing.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.contacttriage.contact.ReadTerms;
import io.contacttriage.contact.TermHit;
import io.contacttriage.routing.AuditReader;
import io.contacttriage.routing.AuditRecord;
import io.contacttriage.routing.AuditWriter;
import io.contacttriage.routing.Reason;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.routing.TestingSchemas;
import io.contacttriage.routing.backtest.BacktestReport;
import io.contacttriage.routing.backtest.BacktestTally;
import io.contacttriage.routing.diff.BookChange;
import io.contacttriage.routing.diff.BookDiff;
import io.contacttriage.routing.explain.NearestRoutes;
import io.contacttriage.routing.explain.RouteChange;
import io.contacttriage.routing.lint.CoverageReport;
import io.contacttriage.routing.lint.LintFinding;
import io.contacttriage.routing.lint.PolicyLint;
import io.contacttriage.routing.lint.TestCoverage;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.text.terms.TermMatcher;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Term lists as a part of policy books. */
class BookTermsTest {
  private static final PolicyBook BOOK = TestingTerms.book();
  private static final PolicyEvaluator EVALUATOR = PolicyEvaluator.compile(BOOK);

  @Test
  void aBookIsWrittenAndReadBackWithItsLists() throws Exception {
    byte[] json = PolicyBookWriter.write(BOOK);

    assertThat(PolicyBookReader.readJson(json).orThrow()).isEqualTo(BOOK);
    assertThat(TestingSchemas.violations("policy-book.schema.json", json)).isEmpty();
    assertThat(BOOK.published(4, "Ana", "why", Instant.EPOCH, 0).terms()).isEqualTo(BOOK.terms());
  }

  @Test
  void aFileFitsItsSchema() throws Exception {
    var yaml = new ObjectMapper(new YAMLFactory());
    assertThat(
            TestingSchemas.violations("term-list.schema.json", yaml.readTree(TestingTerms.DEALS)))
        .isEmpty();
    assertThat(TestingSchemas.violations("policy.schema.json", yaml.readTree(TestingTerms.FRAUD)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "terms.deals && | terms.dealz && | there is no term list dealz (did you mean deals?)",
        "terms: [deals]} | terms: [deal]} | there is no term list deal (did you mean deals?)",
        "terms.deals && | terms.deals == 'x' && | types do not fit",
        "name: deals | name: Deals | wanted a name that conditions can spell",
        "gift card | gift.card, Gift card | the term Gift card is already listed at terms/deals.yaml",
        "gift card | \"...\" | wanted a term with 1 to 60 letters or digits",
        "[私下转账] | [] | the list zh is empty",
        "zh: | zz: | wanted a language such as en, ms or zh, or any, found zz",
        "languages: | langauges: | a term list has no field langauges (did you mean languages?)",
        "terms: [deals.yaml] | terms: [deal.yaml] | there is no file terms/deal.yaml",
        "terms: [deals.yaml] | terms: [] | the file is not listed under terms in book.yaml",
      })
  void everyFaultIsNamedWithItsPlace(String from, String to, String problem) {
    assertThat(TestingTerms.result(from, to).problems())
        .extracting(PolicyProblem::toString)
        .anySatisfy(text -> assertThat(text).contains(problem));
  }

  @Test
  void thePlaceOfAFaultIsItsLine() {
    assertThat(TestingTerms.result("gift card", "\"!\"").problems().get(0).toString())
        .startsWith("terms/deals.yaml:5:");
  }

  @Test
  void theTestsOfABookSayWhichListsHit() {
    assertThat(PolicyTests.run(BOOK).failed()).isEmpty();

    CoverageReport coverage = TestCoverage.of(BOOK);
    assertThat(coverage.gaps())
        .singleElement()
        .satisfies(gap -> assertThat(gap.missing()).containsExactly("topic == 'other' fails"));
    assertThat(coverage.suggested().get(0).yaml()).contains("terms: [deals]");
  }

  @ParameterizedTest
  @CsvSource({
    "en,en,true",
    "ms,en,false",
    "mixed,en,true",
    "und,en,true",
    "ms,any,true",
    "zh,zh,true",
    "en,zh,false"
  })
  void termsOfALanguageCountInItAndWhereItCannotBeTold(
      String language, String termsOf, boolean hits) {
    long hash = BOOK.terms().get(0).hash();
    ReadTerms read = new ReadTerms(List.of(new TermHit("deals", hash, termsOf)), List.of(hash));

    assertThat(EVALUATOR.terms().hits(read, language).contains("deals")).isEqualTo(hits);
  }

  @Test
  void anotherContentOfTheSameNameIsNotMistakenForIt() {
    ReadTerms older = TermMatcher.of(TestingTerms.bookWithAnotherTerm().terms()).read("PayPal");

    assertThat(EVALUATOR.terms().hits(older, "en")).isEmpty();
    assertThat(EVALUATOR.terms().unread(older)).containsExactly("deals");
  }

  @Test
  void aContactThatWasNotReadForAListIsDecidedWithoutItAndTheDecisionSaysSo() {
    RoutingDecision unread = decide(contact(ReadTerms.NONE));
    RoutingDecision read = decide(contact(EVALUATOR.terms().readWith(List.of())));
    RoutingDecision hit = decide(contact(EVALUATOR.terms().readWith(List.of("deals"))));

    assertThat(unread.queue()).isEqualTo("general");
    assertThat(unread.reasons())
        .contains(
            new Reason(PolicyEvaluator.ENGINE, PolicyEvaluator.TERMS_UNREAD + ":deals", null));
    assertThat(read.queue()).isEqualTo("general");
    assertThat(read.reasons()).extracting(Reason::rule).containsExactly("fallback");
    assertThat(hit.queue()).isEqualTo("fraud");
  }

  @Test
  void theAuditKeepsWhatADecisionFollowsFromAndGivesTheSameBytesAgain() throws Exception {
    ScoredContact contact = contact(EVALUATOR.terms().readWith(List.of("deals")));
    AuditRecord record =
        AuditRecord.decided(contact, RoutingMemory.NONE, decide(contact), EVALUATOR.attributes());

    byte[] json = new AuditWriter().write(record);
    AuditRecord again = new AuditReader().read(json);

    assertThat(TestingSchemas.violations("audit.schema.json", json)).isEmpty();
    assertThat(again.contact().facts().terms()).isEqualTo(contact.facts().terms());
    assertThat(Replay.isSame(again, Replay.decide(again, EVALUATOR))).isTrue();
  }

  @Test
  void anAuditRecordOfBeforeThereWereListsIsReadAsReadForNone() throws Exception {
    ScoredContact contact = contact(EVALUATOR.terms().readWith(List.of("deals")));
    var json = new ObjectMapper();
    var old =
        json.readTree(
            new AuditWriter().write(AuditRecord.scored(contact, RoutingMemory.NONE, Set.of())));
    ((ObjectNode) old).remove("terms");

    byte[] bytes = json.writeValueAsBytes(old);

    assertThat(TestingSchemas.violations("audit.schema.json", bytes)).isEmpty();
    assertThat(new AuditReader().read(bytes).contact().facts().terms()).isEqualTo(ReadTerms.NONE);
  }

  @Test
  void aBacktestSaysWhichListsTheHistoryWasNotReadFor() {
    PolicyEvaluator candidate = PolicyEvaluator.compile(TestingTerms.bookWithAnotherTerm());
    BacktestTally tally = new BacktestTally(EVALUATOR, candidate);
    ScoredContact contact = contact(EVALUATOR.terms().readWith(List.of("deals")));
    tally.add(AuditRecord.scored(contact, RoutingMemory.NONE, Set.of()));
    tally.add(AuditRecord.scored(contact, RoutingMemory.NONE, Set.of()));

    BacktestReport report = new BacktestReport("a", "b", tally.counts(), tally.safetyMoves());

    assertThat(report.unreadCandidate()).isEqualTo(Map.of("deals", 2L));
    assertThat(report.unreadLive()).isEmpty();
  }

  @Test
  void theDifferenceOfTwoListsIsSaidInWords() {
    assertThat(BookDiff.between(BOOK, TestingTerms.bookWithAnotherTerm()))
        .extracting(BookChange::toString)
        .containsExactly("terms deals looks in en also for \"cash app\"");
  }

  @Test
  void lintNamesListsThatNobodyAsksForAndTermsThatChanceMeets() {
    assertThat(PolicyLint.lint(result(), null))
        .noneMatch(finding -> finding.severity() != LintFinding.Severity.NOTE);

    List<String> unused = lint("terms.deals && topic", "topic");
    assertThat(unused)
        .anySatisfy(text -> assertThat(text).contains("no rule asks for terms.deals"));
    assertThat(lint("gift card", "hi"))
        .anySatisfy(text -> assertThat(text).contains("deals.yaml:5:", "the term hi is so short"));
  }

  @Test
  void lintKnowsThatAListEitherHitsOrNot() {
    assertThat(lint("terms.deals &&", "terms.deals && !terms.deals &&"))
        .anySatisfy(text -> assertThat(text).contains("never matches"));
  }

  @Test
  void whatWouldHaveGoneElsewhereWithAHitIsExplained() {
    assertThat(
            NearestRoutes.of(
                contact(EVALUATOR.terms().readWith(List.of())),
                RoutingMemory.NONE,
                EVALUATOR,
                Map.of()))
        .extracting(RouteChange::variable)
        .extracting(variable -> variable.name())
        .contains("terms.deals");
  }

  private static List<String> lint(String from, String to) {
    return PolicyLint.lint(TestingTerms.result(from, to), null).stream()
        .map(LintFinding::toString)
        .toList();
  }

  private static PolicyBookResult result() {
    return TestingTerms.result("nothing of this", "");
  }

  private static RoutingDecision decide(ScoredContact contact) {
    return RoutingRules.decide(contact, RoutingMemory.NONE, EVALUATOR, "test", Instant.EPOCH);
  }

  private static ScoredContact contact(ReadTerms read) {
    PolicyTest test = BOOK.policies().get(0).tests().get(1);
    ScoredContact contact = PolicyTestContact.of("c-1", test.given(), BookTerms.NONE);
    return new ScoredContact(contact.facts().withTerms(read), contact.scores(), null, null);
  }
}
