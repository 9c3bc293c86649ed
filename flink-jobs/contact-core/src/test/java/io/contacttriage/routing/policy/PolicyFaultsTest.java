package io.contacttriage.routing.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One fault put into a good book gives one problem, at its place, in words. */
class PolicyFaultsTest {
  private static final String BOOK = "book.yaml";
  private static final String SAFETY = "policies/safety.yaml";
  private static final String MONEY = "policies/money.yaml";

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "unknown queue      | queue: payments, priority | queue: paiments, priority | 13:20 /rules/1/route/queue: there is no queue paiments (did you mean payments?)",
        "unknown clock      | clocks: [refund], tags | clocks: [refunds], tags | 10:20 /rules/0/add/clocks/0: there is no clock refunds (did you mean refund?)",
        "unknown priority   | priority: P2 | priority: urgent | 13:40 /rules/1/route/priority: there is no priority urgent (known: P0, P1, P2, P3, P4)",
        "unknown field      | tags: [lite] | tag: [lite] | 19:11 /rules/3/add/tag: an add has no field tag (did you mean tags?)",
        "bad duration       | respondWithin: 8h | respondWithin: 8 hours | 13:59 /rules/1/route/respondWithin: wanted a time span such as 5m, 24h, 3d or PT90M, found 8 hours",
        "zero duration      | respondWithin: 8h | respondWithin: 0m | 13:59 /rules/1/route/respondWithin: wanted a time span such as 5m, 24h, 3d or PT90M, found 0m",
        "number for text    | title: Money | title: 12 | 2:8 /title: wanted text, found a whole number 12 (put it in quotes)",
        "missing owner      | owner: Payments policy |  | 1:1: the field owner is missing",
        "empty purpose      | purpose: Money that left against the will of its owner comes back. | ~purpose: ''~ | 4:10 /purpose: wanted a text of 1 to 10000 characters",
        "duplicate rule     | id: from-app | id: payments | 17:9 /rules/3/id: the rule payments is already named at policies/money.yaml:11:9 /rules/1/id",
        "reserved policy id | id: money | id: engine | 1:5 /id: the id engine is reserved",
        "duplicate policy   | id: money | id: safety | 1:5 /id: the policy safety is already named at policies/safety.yaml:1:5 /id",
        "duplicate field    | title: Money | title: Money\\ntitle: Cash | 3:1 /title: the field title stands here a second time",
        "tests nothing      | expect: {queue: payments, clocks: [refund], tags: [money, unauthorised]} | expect: {} | 23:13 /tests/0/expect: a test that expects nothing cannot fail",
        "unknown topic      | given: {topic: refund_dispute | given: {topic: refund | 22:20 /tests/0/given/topic: there is no topic refund",
        "topic cannot win   | {topic: refund_dispute, | {topic: refund_dispute, topics: {feedback: 0.95}, | /tests/0/given: topic_confidence must be over that of every other label",
        "syntax             | rules: | rules: [ | 6:3: syntax error: expected the node content, but found '-'",
        "alias              | tags: [lite] | tags: [*lite] | YAML aliases (*name) are not read",
        "nothing to do      | add: {tags: [lite]} | add: {} | 19:10 /rules/3/add: an add needs tags, skills, clocks or an exposure",
      })
  void aFaultInAPolicyIsNamed(String fault, String text, String replacement, String expected) {
    assertProblem(MONEY, text, replacement, expected);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "no policies         | policies:\\n  - safety.yaml\\n  - money.yaml | policies: [] | the list policies is empty",
        "missing file        | - money.yaml | - muney.yaml | book.yaml:35:5 /policies/1: there is no file policies/muney.yaml",
        "file listed twice   | - money.yaml | - safety.yaml | book.yaml:35:5 /policies/1: the file policies/safety.yaml is listed a second time",
        "file not listed     | ~\\n  - money.yaml~ |  | policies/money.yaml: the file is not listed under policies in book.yaml",
        "unknown calendar    | calendar: dublin\\n    due: {months: 1} | calendar: dubline\\n    due: {months: 1} | there is no calendar dubline (did you mean dublin?)",
        "unknown zone        | Europe/Dublin | Europe/Doublin | wanted a time zone such as Europe/Dublin, found Europe/Doublin",
        "unknown weekday     | [saturday, sunday] | [saturday, someday] | there is no weekday someday (known: friday",
        "no business day     | [saturday, sunday] | [monday, tuesday, wednesday, thursday, friday, saturday, sunday] | a week needs at least one business day",
        "bad holiday         | 2026-12-25 | 2026-13-25 | wanted a date such as 2026-12-25, found 2026-13-25",
        "two ways of due     | {businessDays: 1} | {businessDays: 1, months: 1} | wanted exactly one of businessDays, months and duration, found 2",
        "due out of range    | {businessDays: 1} | {businessDays: 0} | wanted a whole number from 1 to 400, found 0",
        "clock without days  | calendar: dublin\\n    due: {months: 1} | due: {months: 1} | a clock that counts days or months needs a calendar",
        "bad version         | version: 7 | version: seven | wanted a whole number from 1 to",
        "lazy fail-safe      | priority: P1 | priority: P2 | the fail-safe route needs P0 or P1",
        "deflecting fallback | respondWithin: 3d} | respondWithin: 3d, selfService: help-1} | the fallback route must go to people, not to self-service",
        "unknown exposure    | exposure: severe | exposure: grave | there is no exposure class grave (known: mild, none, severe)",
        "duplicate queue     | name: payments | name: crisis | the queue crisis is already named at",
      })
  void aFaultInTheBookIsNamed(String fault, String text, String replacement, String expected) {
    assertProblem(BOOK, text, replacement, expected);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "safety floor         | priority: P0 | priority: P2 | /rules/0/route: safety floor: contacts with self_harm need P0 or P1, found P2",
        "safety deflected     | skills: [crisis] | selfService: help-2 | /rules/0/route: safety floor: contacts with self_harm must not go to self-service",
        "too much exposure    | queue: crisis, priority: P0, respond | queue: payments, priority: P0, respond | /rules/0/add: the queue payments may receive at most mild content, found severe",
        "unknown harm label   | labels: [self_harm] | labels: [selfharm] | there is no harm label selfharm (did you mean self_harm?)",
        "unknown harm in test | harm: {self_harm: 0.9} | harm: {selfharm: 0.9} | there is no harm label selfharm (did you mean self_harm?)",
        "score out of range   | harm: {self_harm: 0.9} | harm: {self_harm: 9} | wanted a number from 0 to 1, found 9",
      })
  void aFaultAgainstSafetyIsNamed(String fault, String text, String replacement, String expected) {
    assertProblem(SAFETY, text, replacement, expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "topic = 'other'                  | line 1, column 7: not a condition: token recognition error at: '= ' (use == to compare)",
        "topic == 'refund'                | line 1, column 10: topic can never be 'refund'",
        "topic in ['feedbak']             | line 1, column 11: topic can never be 'feedbak' (did you mean feedback?)",
        "'hihg' == urgency                | line 1, column 1: urgency can never be 'hihg' (did you mean high?)",
        "contact.channel != 'e-mail'      | line 1, column 20: contact.channel can never be 'e-mail' (did you mean email?)",
        "memory.last_queue == 'crises'    | memory.last_queue can never be 'crises' (did you mean crisis?)",
        "harm.self_hram > 0.5             | there is no variable harm.self_hram (did you mean harm.self_harm?)",
        "flagged.spam                     | there is no variable flagged.spam",
        "harm.scam                        | types do not fit: expected type 'bool' but found 'double' (a condition is true or false: compare the value with something)",
        "harm.scam > 'high'               | types do not fit: found no matching overload for '_>_' applied to '(double, string)' (compare texts with texts and numbers with numbers)",
        "contact.country.matches('M.')    | regular expressions (matches) are not available in conditions (use ==, in, startsWith, endsWith or contains)",
        "topic == 'other' &&              | line 1, column 20: not a condition: mismatched input '<EOF>'",
        "topic.frist == 'a'               | line 1, column 6: types do not fit: type 'string' does not support field selection",
        "[harm.scam].map(h, h > 0.5)[0]   | there is no variable h",
      })
  void aFaultInAConditionIsNamedWithItsPosition(String condition, String expected) {
    assertProblem(
        MONEY,
        "when: contact.attributes['app'] == 'lite'",
        "when: \"" + condition + "\"",
        "policies/money.yaml:18:11 /rules/3/when: condition, ",
        expected);
  }

  private static void assertProblem(
      String file, String text, String replacement, String... expected) {
    String with = replacement == null ? "" : replacement.replace("\\n", "\n");
    Map<String, byte[]> files = TestingBooks.filesWith(file, text.replace("\\n", "\n"), with);

    PolicyBookResult result = PolicyBookReader.readFiles(files);

    assertThat(result.problems()).extracting(PolicyProblem::toString).isNotEmpty();
    assertThat(result.problems().toString()).contains(expected);
    assertThat(result.problems().get(0).toString()).contains(expected);
  }
}
