package io.contacttriage.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The first page: commands by what a person wants, not by the alphabet. */
final class HelpPage {
  private static final Map<String, List<String>> GROUPS = groups();

  private HelpPage() {}

  private static Map<String, List<String>> groups() {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    groups.put("See it work", List.of("demo", "send", "routes", "load"));
    groups.put("Run it against your Kafka", List.of("run", "plan"));
    groups.put("Try it on a cluster", List.of("cluster"));
    groups.put("Ask the model", List.of("score", "explain", "evaluate", "model", "prepare"));
    groups.put("Change where contacts go", List.of("policy", "replay"));
    groups.put("Answer for people's data", List.of("erase"));
    return groups;
  }

  /** Groups the list of subcommands on the page of {@code triage} itself. */
  static void install(CommandLine triage) {
    triage.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, HelpPage::commands);
  }

  private static String commands(Help help) {
    StringBuilder page = new StringBuilder();
    int width = help.subcommands().keySet().stream().mapToInt(String::length).max().orElse(0);
    GROUPS.forEach(
        (title, names) -> {
          page.append(String.format("%n%s:%n", title));
          for (String name : names) {
            Help command = help.subcommands().get(name);
            if (command == null) {
              continue;
            }
            page.append(String.format("  %-" + width + "s  %s%n", name, summary(command)));
          }
        });
    return page.toString();
  }

  private static String summary(Help command) {
    String[] description = command.commandSpec().usageMessage().description();
    return description.length == 0 ? "" : description[0].replace("%n", " ");
  }
}
