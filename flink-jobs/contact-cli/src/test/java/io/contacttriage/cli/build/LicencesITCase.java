package io.contacttriage.cli.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.contacttriage.cli.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the build says of the jars that it ships, in the bills of materials that it has written. */
class LicencesITCase {
  private static final Path JOB = bill("contact-routing-job");
  private static final Path CLI = bill("contact-cli");

  /**
   * Licences under which a jar may be shipped beside ours, as SPDX names them. Of a jar with
   * several, one is chosen.
   */
  private static final Set<String> ALLOWED =
      Set.of(
          "Apache-2.0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "CC0-1.0",
          "EPL-1.0",
          "EPL-2.0",
          "MIT",
          "MIT-0",
          "Unicode-3.0",
          "Unicode-DFS-2016");

  /** Jars whose own description names no SPDX licence, as their licence file says. */
  private static final Map<String, String> READ_BY_US =
      Map.of("com.google.re2j:re2j", "BSD-3-Clause");

  @Test
  void everyShippedJarHasALicenceThatAllowsIt() throws IOException {
    List<String> refused = new ArrayList<>();
    jars()
        .forEach(
            (jar, licences) -> {
              if (licences.stream().noneMatch(ALLOWED::contains)) {
                refused.add(jar + ": " + licences);
              }
            });

    assertThat(refused).as("jars under none of %s", ALLOWED).isEmpty();
  }

  /** Writes the page anew with {@code -Dupdate.docs=true}. */
  @Test
  void thePageInDocsListsThem() throws IOException {
    Path page = ProjectFolder.resolve("docs/licences.md");
    if (Boolean.getBoolean("update.docs")) {
      Files.writeString(page, markdown());
    }

    assertThat(page).hasContent(markdown());
  }

  @Test
  void theJobsJarHasNoFlinkInItsBill() throws IOException {
    assertThat(read(JOB).keySet())
        .as("Flink itself is the cluster's")
        .noneMatch(jar -> jar.startsWith("org.apache.flink:flink-runtime:"))
        .anyMatch(jar -> jar.startsWith("com.microsoft.onnxruntime:onnxruntime:"));
  }

  private static Path bill(String module) {
    return ProjectFolder.resolve("flink-jobs/" + module + "/target/bom.json");
  }

  private static String markdown() throws IOException {
    Set<String> inJob = read(JOB).keySet();
    StringBuilder page =
        new StringBuilder(
            """
            # Licences

            The libraries that are shipped with the command line, and which of them are in the job's jar. Made from the bills of materials
            (CycloneDX, `target/bom.json` of `contact-routing-job` and `contact-cli`), which also have each jar's hashes;
            `-Dupdate.docs=true` with `LicencesITCase` writes it anew.

            Which of them have known vulnerabilities changes daily and is asked at deployment, not at build: give `bom.json` to a scanner with a fresh
            database, such as `grype sbom:bom.json` or `osv-scanner scan --sbom bom.json`. The build itself holds no such list.

            | library | version | licence | in the job's jar |
            |---|---|---|---|
            """);
    jars()
        .forEach(
            (jar, licences) -> {
              int at = jar.lastIndexOf(':');
              page.append("| ")
                  .append(jar, 0, at)
                  .append(" | ")
                  .append(jar.substring(at + 1))
                  .append(" | ")
                  .append(String.join(" or ", licences))
                  .append(" | ")
                  .append(inJob.contains(jar) ? "yes" : "")
                  .append(" |\n");
            });
    return page.toString();
  }

  private static Map<String, Set<String>> jars() throws IOException {
    Map<String, Set<String>> jars = read(CLI);
    jars.putAll(read(JOB));
    return jars;
  }

  /** Licences by {@code group:name:version}, without our own modules. */
  private static Map<String, Set<String>> read(Path bill) throws IOException {
    Map<String, Set<String>> jars = new TreeMap<>();
    assertThat(bill).as("written by the build, but not when Maven is told to be offline").exists();
    for (JsonNode component : new ObjectMapper().readTree(bill.toFile()).path("components")) {
      String group = component.path("group").textValue();
      if (group.equals("io.contacttriage")) {
        continue;
      }
      String library = group + ":" + component.path("name").textValue();
      Set<String> licences = new TreeSet<>();
      for (JsonNode choice : component.path("licenses")) {
        JsonNode licence = choice.path("license");
        licences.add(
            choice.has("expression")
                ? choice.path("expression").textValue()
                : licence.path("id").asText(licence.path("name").asText()));
      }
      if (READ_BY_US.containsKey(library)) {
        licences = Set.of(READ_BY_US.get(library));
      }
      jars.put(library + ":" + component.path("version").textValue(), licences);
    }
    return jars;
  }
}
