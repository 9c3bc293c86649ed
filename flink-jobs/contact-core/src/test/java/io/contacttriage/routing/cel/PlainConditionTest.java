package io.contacttriage.routing.cel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.types.SimpleType;
import io.contacttriage.routing.ScorePrecision;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyBookReader;
import io.contacttriage.routing.policy.TestingCase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Java makes of a condition is what CEL makes of it, for any condition and any contact. */
class PlainConditionTest {
  private static final List<String> WORDS =
      List.of(
          "refund_dispute", "high", "en", "ms", "chat", "email", "MY", "vip", "", "18+", "deep");
  private static final List<String> NUMBERS =
      List.of("0", "1", "2", "7", "100", "-1", "0.5", "0.25", "0.9", "1.0", "9007199254740993");

  @Property(tries = 3000)
  void aRandomConditionSaysOfRandomContactsWhatCelSays(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    Condition condition = compile(condition(random, 3));
    for (int i = 0; i < 20; i++) {
      ContactVariables variables = variables(TestingCase.random(random.nextLong()));
      assertThat(condition.matches(variables)).isEqualTo(condition.matchesByCel(variables));
    }
  }

  @Test
  void theShippedBookSaysOfRandomContactsWhatCelSays() throws Exception {
    PolicyBook book =
        PolicyBookReader.readDirectory(Path.of("../../config/policies").toAbsolutePath()).orThrow();
    List<Condition> conditions = new ArrayList<>();
    book.policies()
        .forEach(policy -> policy.rules().forEach(rule -> conditions.add(compile(rule.when()))));
    for (int seed = 0; seed < 2000; seed++) {
      ContactVariables variables = variables(TestingCase.random(seed));
      for (Condition condition : conditions) {
        assertThat(condition.matches(variables)).isEqualTo(condition.matchesByCel(variables));
      }
    }
    assertThat(conditions)
        .as("most rules are plain")
        .filteredOn(condition -> condition.plain().isPresent())
        .hasSizeGreaterThan(conditions.size() * 9 / 10);
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

  private static String condition(Random random, int depth) {
    if (depth > 0 && random.nextInt(3) > 0) {
      String left = condition(random, depth - 1);
      return switch (random.nextInt(3)) {
        case 0 -> "!(" + left + ")";
        case 1 -> "(" + left + " && " + condition(random, depth - 1) + ")";
        default -> "(" + left + " || " + condition(random, depth - 1) + ")";
      };
    }
    List<PolicyVariable> simple =
        PolicyVariables.ALL.stream()
            .filter(variable -> variable.type() instanceof SimpleType)
            .toList();
    return leaf(random, pick(random, simple));
  }

  private static String leaf(Random random, PolicyVariable variable) {
    String name = variable.name();
    if (variable.type().equals(SimpleType.BOOL)) {
      return random.nextBoolean() ? name : name + pick(random, List.of(" == ", " != ")) + "false";
    }
    if (variable.type().equals(SimpleType.STRING)) {
      List<String> words = variable.words().isEmpty() ? WORDS : variable.words();
      String word = "'" + pick(random, words) + "'";
      return switch (random.nextInt(3)) {
        case 0 -> name + " in [" + word + ", '" + pick(random, words) + "']";
        case 1 -> name + pick(random, List.of(" == ", " != ")) + word;
        default -> word + " == " + name;
      };
    }
    String number = pick(random, NUMBERS);
    String comparison = pick(random, List.of(" < ", " <= ", " > ", " >= "));
    return random.nextBoolean() ? name + comparison + number : number + comparison + name;
  }

  private static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
