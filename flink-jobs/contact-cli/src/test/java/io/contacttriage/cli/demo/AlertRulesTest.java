package io.contacttriage.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.contacttriage.cli.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What needs no Prometheus: {@code config/prometheus/check} runs the rules themselves. */
class AlertRulesTest {
  private static final Pattern OURS =
      Pattern.compile(
          "flink_taskmanager_job_task_operator_"
              + "(?:intake|scoring|routing|guard|outcomes|drift)_\\w+");
  private static final Pattern RECORDED = Pattern.compile("contact_triage:[\\w:]+");

  @Test
  void rulesAndDashboardAskForMetricsOfThePageOnly() throws IOException {
    for (String file :
        List.of("config/prometheus/rules.yaml", "config/grafana/contact-triage.json")) {
      assertThat(found(OURS, text(file)))
          .as(file)
          .isNotEmpty()
          .isSubsetOf(MetricsPage.read().inPrometheus());
    }
  }

  @Test
  void whatRulesAndDashboardTakeAsRecordedIsRecorded() throws IOException {
    Set<String> recorded = new TreeSet<>();
    rules().forEach(rule -> recorded.add(rule.path("record").asText()));

    assertThat(found(RECORDED, text("config/prometheus/rules.yaml"))).isSubsetOf(recorded);
    assertThat(found(RECORDED, text("config/grafana/contact-triage.json"))).isSubsetOf(recorded);
  }

  @Test
  void everyAlertLeadsToItsHeadingInTheOperationsPageAndIsTested() throws IOException {
    List<String> headings =
        text("docs/operations.md").lines().filter(line -> line.startsWith("### ")).toList();
    String tests = text("config/prometheus/rules-test.yaml");
    List<JsonNode> alerts = rules().stream().filter(rule -> rule.has("alert")).toList();

    assertThat(alerts).hasSizeGreaterThanOrEqualTo(7);
    for (JsonNode alert : alerts) {
      String name = alert.path("alert").asText();
      assertThat(alert.path("annotations").path("runbook").asText())
          .isEqualTo("docs/operations.md#" + name.toLowerCase(Locale.ROOT));
      assertThat(headings).contains("### " + name);
      assertThat(tests).contains("alertname: " + name);
    }
  }

  private static List<JsonNode> rules() throws IOException {
    JsonNode file =
        new ObjectMapper(new YAMLFactory()).readTree(text("config/prometheus/rules.yaml"));
    List<JsonNode> rules = new ArrayList<>();
    file.path("groups").forEach(group -> group.path("rules").forEach(rules::add));
    return rules;
  }

  private static Set<String> found(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    pattern.matcher(text).results().map(MatchResult::group).forEach(found::add);
    return found;
  }

  private static String text(String file) throws IOException {
    return Files.readString(ProjectFolder.resolve(file));
  }
}
