package io.contacttriage.routing.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.routing.ScorePrecision;
import io.contacttriage.routing.TestingContacts;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which conditions are looked at; that the right ones are is IndexedEvaluationTest's. */
class ConditionIndexTest {
  @Test
  void onlyConditionsThatCanHoldAreLookedAtInTheirOrder() {
    assertThat(
            lookedAt(
                "topic == 'feedback'",
                "topic == 'other'",
                "topic == 'other' && urgency == 'high'",
                "topic == 'feedback' || harm.scam >= 0.5",
                "!(topic in ['feedback', 'shop_order'])",
                "harm.scam > 0.7",
                "harm.scam < 0.7",
                "true"))
        .containsExactly(1, 3, 4, 7);
  }

  @Test
  void aConditionForCelIsLookedAtWhenItsPlainPartAllowsIt() {
    assertThat(
            lookedAt(
                "topic == 'feedback' && contact.attributes['app'] == 'lite'",
                "topic == 'other' && contact.attributes['app'] == 'lite'",
                "topic == 'feedback' || contact.attributes['app'] == 'lite'",
                "!(topic == 'other' || contact.attributes['app'] == 'lite')",
                "contact.attributes['app'] == 'lite'"))
        .containsExactly(1, 2, 4);
  }

  @Test
  void constantsAreFoldedBeforeIndexing() {
    assertThat(lookedAt("memory.contacts_7d >= 1 + 1", "harm.scam > 1.0 / 2.0")).containsExactly(1);
  }

  @Test
  void zeroIsZeroWithAndWithoutASign() {
    assertThat(lookedAt("harm.hate <= -0.0", "harm.hate < 0.0", "harm.hate > -0.0"))
        .containsExactly(0);
  }

  @Test
  void moreConstantsThanAnIndexTakesCostTimeButNoAnswer() {
    List<String> conditions = new ArrayList<>();
    IntStream.range(0, 1_000)
        .forEach(
            i -> {
              conditions.add(String.format(Locale.ROOT, "harm.scam >= 0.%04d", i * 10));
              conditions.add("contact.country == 'X" + i + "'");
            });
    conditions.add("contact.country == 'MY'");

    List<Integer> found = lookedAt(conditions.toArray(String[]::new));

    assertThat(found).containsAll(IntStream.rangeClosed(0, 700).mapToObj(i -> 2 * i).toList());
    assertThat(found).contains(2_000).hasSizeLessThan(1_800);
  }

  /** Of a contact about nothing in particular, from Malaysia, with a scam score of 0.7. */
  private static List<Integer> lookedAt(String... texts) {
    List<Condition> conditions = new ArrayList<>();
    for (String text : texts) {
      ConditionResult result = ConditionCompiler.compile(text, List.of());
      assertThat(result.problems()).as(text).isEmpty();
      conditions.add(result.condition());
    }
    ScoredContact contact =
        TestingContacts.contact(Topic.OTHER, Urgency.LOW).harm(HarmLabel.SCAM, 0.7).scored();
    ConditionIndex.Search search =
        new ConditionIndex(conditions)
            .search(
                new ContactVariables(
                    ScorePrecision.rounded(contact.scores()), contact.facts(), RoutingMemory.NONE));
    List<Integer> found = new ArrayList<>();
    for (int next = search.next(); next != ConditionIndex.NO_MORE; next = search.next()) {
      found.add(next);
    }
    return found;
  }
}
