package io.contacttriage.routing.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contacttriage.routing.Exposure;
import io.contacttriage.routing.Priority;
import io.contacttriage.routing.cel.CompiledConditions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyBookReaderTest {
  @Test
  void filesBecomeOneBook() {
    PolicyBook book = TestingBooks.book();

    assertThat(book.versionId()).isEqualTo("small/7");
    assertThat(book.policies()).extracting(Policy::id).containsExactly("safety", "money");
    assertThat(book.queues().get(0))
        .isEqualTo(new Queue("crisis", "People in danger.", Exposure.Severity.SEVERE));
    assertThat(book.failSafe().priority()).isEqualTo(Priority.P1);
    assertThat(book.fallback().respondWithin()).isEqualTo(Duration.ofDays(3));
    assertThat(book.clocks().get(0).due()).isEqualTo(new Due.BusinessDays(1));
    assertThat(book.policies().get(1).rules().get(2).route().selfService()).isEqualTo("help-1");
  }

  @Test
  void aBookSurvivesTheWayOverTheWire() {
    PolicyBook book = TestingBooks.book();
    byte[] bytes = PolicyBookWriter.write(book);

    assertThat(PolicyBookReader.readJson(bytes).orThrow()).isEqualTo(book);
    assertThat(PolicyBookReader.readJson(PolicyBookWriter.writeIndented(book)).orThrow())
        .isEqualTo(book);
    assertThat(PolicyBookWriter.write(PolicyBookReader.readJson(bytes).orThrow())).isEqualTo(bytes);
  }

  @Test
  void aDirectoryIsReadLikeItsFiles(@TempDir Path directory) throws Exception {
    Files.createDirectories(directory.resolve("policies"));
    for (Map.Entry<String, byte[]> file : TestingBooks.files().entrySet()) {
      Files.write(directory.resolve(file.getKey()), file.getValue());
    }

    assertThat(PolicyBookReader.readDirectory(directory).orThrow()).isEqualTo(TestingBooks.book());
  }

  @Test
  void aDirectoryWithoutABookIsAProblem(@TempDir Path directory) {
    assertThat(PolicyBookReader.readDirectory(directory).problems())
        .extracting(PolicyProblem::toString)
        .containsExactly("book.yaml: there is no such file");
  }

  @Test
  void everyProblemIsNamedAtOnce() {
    String money =
        TestingBooks.MONEY.replace("P2", "P9").replace("topic ==", "topik ==").replace("8h", "8x");

    List<PolicyProblem> problems =
        PolicyBookReader.readFiles(
                TestingBooks.files(
                    TestingBooks.BOOK.replace("owner:", "ovner:"), TestingBooks.SAFETY, money))
            .problems();

    assertThat(problems).extracting(PolicyProblem::message).hasSize(6);
    assertThat(problems)
        .extracting(PolicyProblem::toString)
        .contains(
            "book.yaml:3:1 /ovner: a policy book has no field ovner (did you mean owner?)",
            "book.yaml:1:1: the field owner is missing");
  }

  @Test
  void problemsOfTheWireFormCarryAPointer() {
    String json =
        new String(PolicyBookWriter.write(TestingBooks.book()), StandardCharsets.UTF_8)
            .replace("\"priority\":\"P2\"", "\"priority\":\"P22\"");

    assertThat(PolicyBookReader.readJson(TestingBooks.bytes(json)).problems())
        .extracting(PolicyProblem::toString)
        .containsExactly(
            "/policies/1/rules/1/route/priority: there is no priority P22 (did you mean P2?)");
  }

  @Test
  void aCallerThatNeedsABookHearsEveryProblem() {
    PolicyBookResult result = PolicyBookReader.readJson(TestingBooks.bytes("{}"));

    assertThatThrownBy(result::orThrow)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the field name is missing")
        .hasMessageContaining("the field failSafe is missing");
  }

  @Property(tries = 300)
  void brokenDocumentsGiveProblemsAndNeverExceptions(
      @ForAll @IntRange(min = 0, max = 1200) int at, @ForAll byte with) {
    byte[] yaml = TestingBooks.bytes(TestingBooks.MONEY);
    yaml[at % yaml.length] = with;
    byte[] json = PolicyBookWriter.write(TestingBooks.book());
    json[at % json.length] = with;

    assertThat(
            PolicyBookReader.readFiles(
                TestingBooks.files(
                    TestingBooks.BOOK,
                    TestingBooks.SAFETY,
                    new String(yaml, StandardCharsets.ISO_8859_1))))
        .isNotNull();
    assertThat(PolicyBookReader.readJson(json)).isNotNull();
    assertThat(PolicyBookReader.readRules(json, new CompiledConditions())).isNotNull();
  }
}
