package io.contacttriage.job.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.contacttriage.job.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KubernetesFilesTest {
  private static final Path FILES = ProjectFolder.ROOT.resolve("k8s");

  @TempDir Path copy;

  static List<Path> overlays() throws IOException {
    try (Stream<Path> folders = Files.list(FILES.resolve("overlays"))) {
      return folders.map(folder -> FILES.relativize(folder)).sorted().toList();
    }
  }

  static List<Path> documents() throws IOException {
    try (Stream<Path> files = Files.walk(FILES)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .map(FILES::relativize)
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void anOverlayIsWhatKubernetesTheOperatorFlinkAndTheJobWant(Path overlay) {
    assertThat(DeploymentCheck.problems(KubernetesOverlays.rendered(FILES.resolve(overlay))))
        .isEmpty();
  }

  @Test
  void everyFileIsPartOfAnOverlay() throws IOException {
    copyFiles();
    for (Path file : documents()) {
      byte[] before = Files.readAllBytes(copy.resolve(file));
      Files.writeString(copy.resolve(file), "[this is no resource");
      assertThat(problemsOfCopy(file)).as(file.toString()).isNotEmpty();
      Files.write(copy.resolve(file), before);
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void aWrongKeyOrTypeAnywhereIsAProblem(Path file) throws IOException {
    copyFiles();
    Path changed = copy.resolve(file);
    JsonNode document = Yaml.document(changed);
    List<String> unnoticed = new ArrayList<>();
    for (Mutation mutation : Mutation.of(document)) {
      Yaml.write(changed, mutation.document());
      if (problemsOfCopy(file).isEmpty()) {
        unnoticed.add(mutation.what());
      }
    }

    assertThat(unnoticed).isEmpty();
  }

  private void copyFiles() throws IOException {
    for (Path file : documents()) {
      Files.createDirectories(copy.resolve(file).getParent());
      Files.copy(FILES.resolve(file), copy.resolve(file));
    }
  }

  /** Of the overlay that a file belongs to; of prod for what all share. */
  private List<String> problemsOfCopy(Path file) throws IOException {
    List<String> problems = new ArrayList<>();
    Path overlay =
        overlays().stream().filter(file::startsWith).findFirst().orElse(Path.of("overlays/prod"));
    try {
      problems.addAll(DeploymentCheck.problems(Kustomization.render(copy.resolve(overlay))));
    } catch (RuntimeException bad) {
      // Kustomize's rules, YAML's and ours each throw another kind; all of them are noticed.
      problems.add(String.valueOf(bad.getMessage()));
    }
    return problems;
  }
}
