package io.contacttriage.job.settings;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.util.TimeUtils;

/** Writes {@code docs/configuration.md} from the options, so that the page cannot be wrong. */
public final class ConfigurationPage {
  private ConfigurationPage() {}

  /** The whole page as Markdown. */
  public static String markdown() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Configuration

        *Generated from `JobOptions` and `FlinkDefaults`; a test fails when it is stale.*

        Settings stand in one YAML file (`--config FILE`), nested or with dots; on a cluster each may
        also be given as `--KEY VALUE`, which wins. An unknown key or a bad value stops the start, with
        all problems named at once. `config/job/local.yaml` is an example.

        ## The job

        | key | default | meaning |
        |---|---|---|
        """);
    JobOptions.all()
        .forEach(
            option ->
                page.append("| `")
                    .append(option.key())
                    .append("` | ")
                    .append(defaultOf(option))
                    .append(" | ")
                    .append(ConfigurationPage.describe(option))
                    .append(" |\n"));
    page.append(
        """

        Keys under `kafka.client.` go to every Kafka client as they are, without the prefix
        (`kafka.client.security.protocol: SASL_SSL`).

        ## Flink

        Keys under `flink.` go to Flink, without the prefix. These are set unless the file says
        otherwise:

        | key | default |
        |---|---|
        """);
    FlinkDefaults.values()
        .forEach((key, value) -> page.append("| `" + key + "` | `" + value + "` |\n"));
    return page.toString();
  }

  private static String defaultOf(ConfigOption<?> option) {
    if (!option.hasDefaultValue()) {
      return "*required*";
    }
    Object value = option.defaultValue();
    if (value.equals("")) {
      return "none";
    }
    String text =
        value instanceof java.time.Duration duration
            ? TimeUtils.formatWithHighestUnit(duration)
            : value instanceof MemorySize size ? size.toHumanReadableString() : value.toString();
    return "`" + text + "`";
  }

  /** What an option means, as plain text. */
  static String describe(ConfigOption<?> option) {
    return new org.apache.flink.configuration.description.HtmlFormatter()
        .format(option.description());
  }
}
