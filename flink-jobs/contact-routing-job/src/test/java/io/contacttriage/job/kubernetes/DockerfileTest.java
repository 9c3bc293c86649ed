package io.contacttriage.job.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.job.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What of the image can be checked without building it. */
class DockerfileTest {
  private static final Path FILES = ProjectFolder.ROOT.resolve("k8s");
  private static final String VERSION = "0.1.0-SNAPSHOT";

  /** As Flink 2.3.0 has it in its lib/. */
  private static final String LOG4J = "2.25.3";

  @Test
  void itCopiesTheJarsOfAClusterToWhereTheDocumentationSaysAndNothingElse() throws IOException {
    assertThat(instructions("COPY "))
        .containsExactly(
            "flink-jobs/contact-scoring/target/contact-scoring-%s-lib.jar /opt/flink/lib/contact-scoring-lib.jar"
                .formatted(VERSION),
            "flink-jobs/contact-cli/target/lib/log4j-layout-template-json-%s.jar /opt/flink/lib/"
                .formatted(LOG4J),
            "flink-jobs/contact-routing-job/target/contact-routing-job-%s-job-slim.jar /opt/flink/usrlib/contact-routing-job.jar"
                .formatted(VERSION));
    assertThat(ProjectFolder.ROOT.resolve("docs/deployment.md"))
        .content()
        .contains(
            "contact-scoring-VERSION-lib.jar",
            "log4j-layout-template-json-" + LOG4J + ".jar",
            "contact-routing-job-VERSION-job-slim.jar");
    assertThat(ProjectFolder.ROOT.resolve("pom.xml"))
        .content()
        .contains(
            "<version>" + VERSION + "</version>", "<log4j.version>" + LOG4J + "</log4j.version>");
  }

  @Test
  void theJobIsWhereTheDeploymentLooksForIt() throws IOException {
    var job = Yaml.document(FILES.resolve("base/flink-deployment.yaml")).at("/spec/job/jarURI");

    assertThat(instructions("COPY "))
        .anyMatch(copy -> job.asText().equals("local://" + copy.substring(copy.indexOf(' ') + 1)));
  }

  @Test
  void itIsFlinkOfTheBuildOnJava17AndNotRoot() throws IOException {
    assertThat(instructions("FROM ")).containsExactly("flink:2.3.0-scala_2.12-java17");
    assertThat(instructions("USER ")).containsExactly("9999:9999");
    assertThat(ProjectFolder.ROOT.resolve("pom.xml"))
        .content()
        .contains("<flink.version>2.3.0</flink.version>");
  }

  private static List<String> instructions(String name) throws IOException {
    return Files.readAllLines(FILES.resolve("image/Dockerfile")).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()))
        .toList();
  }
}
