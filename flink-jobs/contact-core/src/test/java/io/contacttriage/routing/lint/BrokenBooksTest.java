package io.contacttriage.routing.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.contacttriage.routing.policy.PolicyBookReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each file of {@code broken-books/cases} puts one fault into the good book of {@code
 * broken-books/base} and says what lint must answer, to the letter.
 */
class BrokenBooksTest {
  private static final Path FOLDER = Path.of("src/test/resources/broken-books");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /**
   * One fault.
   *
   * @param file that it is in
   * @param text that stands there in the good book
   * @param becomes what stands there instead, at the first place
   * @param expect all findings, those of the good book left out
   */
  record Fault(String file, String text, String becomes, List<String> expect) {}

  static Stream<String> cases() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve("cases"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  @Test
  void theGoodBookHasNoFindings() throws IOException {
    assertThat(PolicyLint.lint(PolicyBookReader.readDirectory(FOLDER.resolve("base")), null))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aFaultGivesItsFindingsAndNoOthers(String name) throws IOException {
    Fault fault = YAML.readValue(FOLDER.resolve("cases").resolve(name).toFile(), Fault.class);

    assertThat(PolicyLint.lint(PolicyBookReader.readFiles(files(fault)), null))
        .extracting(LintFinding::toString)
        .containsExactlyElementsOf(fault.expect());
  }

  private static Map<String, byte[]> files(Fault fault) throws IOException {
    Path base = FOLDER.resolve("base");
    Map<String, byte[]> files = new HashMap<>();
    try (Stream<Path> paths = Files.walk(base)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(base.relativize(path).toString(), Files.readAllBytes(path));
      }
    }
    String good = new String(files.get(fault.file()), StandardCharsets.UTF_8);
    int at = good.indexOf(fault.text());
    assertThat(at).as("where the fault goes").isNotNegative();
    String broken =
        good.substring(0, at) + fault.becomes() + good.substring(at + fault.text().length());
    files.put(fault.file(), broken.getBytes(StandardCharsets.UTF_8));
    return files;
  }
}
