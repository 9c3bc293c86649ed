package io.contacttriage.routing.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.routing.ScorePrecision;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyBookReader;
import io.contacttriage.routing.policy.TestingCase;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Java makes of a condition is what CEL makes of it, for any condition and any contact. */
class PlainConditionTest {
  @Property(tries = 3000)
  void aRandomConditionSaysOfRandomContactsWhatCelSays(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    String text = TestingConditions.plain(random, 3);
    Condition condition = compile(text);
    Condition byCel =
        TestingConditions.byCel(text, new ConditionCompiler(List.of(), List.of())).condition();
    for (int i = 0; i < 20; i++) {
      ContactVariables variables = variables(TestingCase.random(random.nextLong()));
      assertThat(condition.matches(variables)).isEqualTo(byCel.matches(variables));
    }
  }

  @Test
  void theShippedBookSaysOfRandomContactsWhatCelSays() throws Exception {
    PolicyBook book =
        PolicyBookReader.readDirectory(Path.of("../../config/policies").toAbsolutePath()).orThrow();
    ConditionCompiler compiler = book.conditionCompiler();
    Map<Condition, Condition> byCel = new LinkedHashMap<>();
    book.policies().stream()
        .flatMap(policy -> policy.rules().stream())
        .forEach(
            rule ->
                byCel.put(
                    compiler.compile(rule.when()).condition(),
                    TestingConditions.byCel(rule.when(), compiler).condition()));
    for (int seed = 0; seed < 2000; seed++) {
      ContactVariables variables = variables(TestingCase.random(seed));
      for (var both : byCel.entrySet()) {
        assertThat(both.getKey().matches(variables)).isEqualTo(both.getValue().matches(variables));
      }
    }
    assertThat(byCel.keySet())
        .as("most rules are plain")
        .filteredOn(condition -> condition.plain().isPresent())
        .hasSizeGreaterThan(byCel.size() * 9 / 10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "topic == 'feedback' && !(urgency in ['high', 'critical'])",
        "0.5 <= harm.scam || flagged.hate",
        "memory.contacts_7d >= 3",
        "flagged.hate == false",
        "true",
        "urgency in []"
      })
  void aComparisonWithConstantsIsPlain(String condition) {
    assertThat(compile(condition).plain()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "contact.attributes['app'] == 'x'",
        "harm.scam > harm.hate",
        "contact.country.startsWith('M')",
        "topic == 'feedback' ? flagged.hate : flagged.scam",
        "memory.contacts_7d < 9007199254740993",
        "memory.contacts_7d + 1 > 3"
      })
  void anythingElseIsForCel(String condition) {
    assertThat(compile(condition).plain()).isEmpty();
  }

  private static Condition compile(String condition) {
    ConditionResult result = ConditionCompiler.compile(condition, List.of());
    assertThat(result.problems()).as(condition).isEmpty();
    return result.condition();
  }

  private static ContactVariables variables(TestingCase random) {
    return new ContactVariables(
        ScorePrecision.rounded(random.contact().scores()),
        random.contact().facts(),
        random.memory());
  }
}
