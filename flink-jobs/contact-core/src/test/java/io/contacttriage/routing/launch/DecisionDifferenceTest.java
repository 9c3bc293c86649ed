package io.contacttriage.routing.launch;

import static io.contacttriage.routing.TestingContacts.contact;
import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.routing.TestingContacts;
import io.contacttriage.routing.TestingSchemas;
import io.contacttriage.routing.policy.PolicyBookReader;
import io.contacttriage.routing.policy.PolicyEvaluator;
import io.contacttriage.routing.policy.RoutingRules;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DecisionDifferenceTest {
  private static final String ALL =
      "{'id':'all','when':'true','route':{'queue':'blue','priority':'P1','respondWithin':'PT1H'}}";

  @Test
  void theSameRulesUnderAnotherVersionChangeNothing() throws Exception {
    assertThat(difference(calm(), ALL, ALL))
        .isEqualTo(new DecisionDifference(false, false, false, false));
  }

  @Test
  void aQueueSeesATagButNotAReason() throws Exception {
    String renamed = ALL.replace("'id':'all'", "'id':'everything'");
    String tagged = ALL.replace("}}", "},'add':{'tags':['new']}}");

    assertThat(difference(calm(), ALL, renamed).changed()).isFalse();
    assertThat(difference(calm(), ALL, tagged).changed()).isTrue();
  }

  @Test
  void aLaterAnswerLowersASafetyContactOnly() throws Exception {
    String later = ALL.replace("PT1H", "PT2H");
    TestingContacts danger = calm().harm(HarmLabel.SELF_HARM, 0.9);
    String soon = ALL.replace("PT1H", "PT5M");

    assertThat(difference(calm(), ALL, later).lowered()).isFalse();
    // The floor holds for both books, so it is below it that they differ.
    assertThat(difference(danger, soon, ALL))
        .isEqualTo(new DecisionDifference(true, true, true, false));
    assertThat(difference(danger, ALL, soon).lowered()).isFalse();
  }

  @Test
  void aContactThatNoRuleRoutesAnyMoreIsUnrouted() throws Exception {
    String never = ALL.replace("'true'", "'false'");

    assertThat(difference(calm(), ALL, never).unrouted()).isTrue();
    assertThat(difference(calm(), never, ALL).unrouted()).isFalse();
    assertThat(difference(calm(), never, never).unrouted()).isFalse();
  }

  @Test
  void whatIsToldOfADifferenceFitsItsSchema() throws Exception {
    byte[] json =
        new ShadowDiffWriter()
            .write(
                new ShadowDiff(
                    decision(calm(), ALL, 1), decision(calm(), ALL.replace("P1", "P2"), 2), true));

    assertThat(TestingSchemas.violations("shadow-diff.schema.json", json)).isEmpty();
    assertThat(new String(json, java.nio.charset.StandardCharsets.UTF_8))
        .contains("\"policy\":\"testing/2\"", "\"decidedBy\":\"candidate\"", "one/all");
  }

  private static TestingContacts calm() {
    return contact(Topic.GENERAL_QUESTION, Urgency.LOW);
  }

  private static DecisionDifference difference(
      TestingContacts contact, String live, String candidate) throws Exception {
    return DecisionDifference.between(decision(contact, live, 1), decision(contact, candidate, 2));
  }

  private static RoutingDecision decision(TestingContacts contact, String rule, long version) {
    String book =
        """
        {'name':'testing','version':%d,'owner':'Tests',
         'queues':[{'name':'blue','purpose':'Tests.','exposure':'severe'}],
         'fallback':{'queue':'blue','priority':'P3','respondWithin':'P1D'},
         'failSafe':{'queue':'blue','priority':'P1','respondWithin':'PT1H'},
         'policies':[{'id':'one','title':'One','owner':'Tests','purpose':'Tests.','rules':[%s]}]}
        """
            .formatted(version, rule)
            .replace('\'', '"');
    return RoutingRules.decide(
        contact.scored(),
        RoutingMemory.NONE,
        PolicyEvaluator.compile(
            PolicyBookReader.readJson(book.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .orThrow()),
        "job-1",
        Instant.EPOCH);
  }
}
