package io.contacttriage.routing.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.contacttriage.routing.Exposure;
import io.contacttriage.routing.TestingSchemas;
import io.contacttriage.routing.cel.CompiledConditions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The book in config/policies: what every installation starts with. */
class ShippedBookTest {
  static final Path DIRECTORY = TestingSchemas.CONFIG.resolve("policies");

  static PolicyBook book() {
    return PolicyBookReader.readDirectory(DIRECTORY).orThrow();
  }

  @Test
  void loadsWithoutAProblem() {
    assertThat(PolicyBookReader.readDirectory(DIRECTORY).problems()).isEmpty();
  }

  @Test
  void passesAllOfItsTests() {
    assertThat(PolicyTests.run(book()).failed()).isEmpty();
  }

  @Test
  void isTestedInEveryRule() {
    assertThat(PolicyTests.run(book()).unreached()).isEmpty();
  }

  @Test
  void comesBackTheSameFromTheWire() {
    PolicyBook book = book();

    assertThat(PolicyBookReader.readJson(PolicyBookWriter.write(book)).orThrow()).isEqualTo(book);
  }

  @Test
  void isReadByTheJobWithAllThatDecides() {
    PolicyBook book = book();

    PolicyBook rules =
        PolicyBookReader.readRules(PolicyBookWriter.write(book), new CompiledConditions())
            .orThrow();

    assertThat(rules.policies()).allMatch(policy -> policy.tests().isEmpty());
    assertThat(rules)
        .usingRecursiveComparison()
        .ignoringFieldsMatchingRegexes("policies\\.tests")
        .isEqualTo(book);
  }

  @Test
  void fitsTheSchemasThatEditorsUse() throws Exception {
    ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    for (Path file : policyFiles()) {
      JsonNode policy = yaml.readTree(Files.readString(file));

      assertThat(TestingSchemas.violations("policy.schema.json", policy))
          .as(file.toString())
          .isEmpty();
    }
    assertThat(TestingSchemas.violations("policy-book.schema.json", PolicyBookWriter.write(book())))
        .isEmpty();
  }

  @Test
  void namesEachTestOnce() {
    List<String> names =
        book().policies().stream()
            .flatMap(policy -> policy.tests().stream())
            .map(PolicyTest::name)
            .toList();

    assertThat(names).doesNotHaveDuplicates();
  }

  @Test
  void usesEveryQueueAndEveryClock() {
    PolicyBook book = book();
    Set<String> queues = new HashSet<>(Set.of(book.fallback().queue(), book.failSafe().queue()));
    Set<String> clocks = new HashSet<>();
    for (Policy policy : book.policies()) {
      for (Rule rule : policy.rules()) {
        if (rule.route() != null) {
          queues.add(rule.route().queue());
        }
        if (rule.add() != null) {
          clocks.addAll(rule.add().clocks());
        }
      }
    }

    assertThat(book.queues()).extracting(Queue::name).containsExactlyInAnyOrderElementsOf(queues);
    assertThat(book.clocks())
        .extracting(LegalClock::name)
        .containsExactlyInAnyOrderElementsOf(clocks);
  }

  @Test
  void sendsWhatWasNotScoredToPeopleWhoAreReadyForTheWorst() {
    PolicyBook book = book();
    Exposure.Severity most =
        book.queues().stream()
            .filter(queue -> queue.name().equals(book.failSafe().queue()))
            .findFirst()
            .orElseThrow()
            .exposure();

    assertThat(most).isEqualTo(Exposure.Severity.SEVERE);
  }

  private static List<Path> policyFiles() throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY.resolve(PolicyBookReader.POLICY_FOLDER))) {
      return files.sorted().toList();
    }
  }
}
