package io.contacttriage.cli.demo;

import java.util.List;

/** What a person may try after a demo. */
final class NextSteps {
  private NextSteps() {}

  static List<String> afterDemo(String ui) {
    return List.of(
        "Flink's web UI was at " + ui + "; it ends with the demo.",
        "Next: ./triage demo --keep stays up. Then, in another terminal:",
        "  ./triage send \"my account was hacked and they are buying coins\"",
        "  ./triage routes");
  }

  static List<String> whileKept(String ui, String bootstrapServers, String queue) {
    return List.of(
        "The demo stays up until Ctrl-C.",
        "  web UI  " + ui,
        "  Kafka   " + bootstrapServers,
        "In another terminal:",
        "  ./triage send \"my account was hacked and they are buying coins\"",
        "  ./triage send --language ms \"akaun saya kena godam, tolong cepat\"",
        "  ./triage routes",
        "  ./triage routes --queue " + queue + " --follow",
        "  ./triage policy publish config/policies --reason \"trying it\"");
  }
}
