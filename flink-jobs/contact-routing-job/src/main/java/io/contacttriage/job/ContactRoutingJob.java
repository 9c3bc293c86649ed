package io.contacttriage.job;

import io.contacttriage.job.doors.KafkaDoors;
import io.contacttriage.job.settings.InvalidSettingsException;
import io.contacttriage.job.settings.JobSettings;
import io.contacttriage.job.settings.SettingsFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job's entry on a cluster: {@code --config FILE}, then any setting as {@code --KEY VALUE},
 * which wins over the file.
 */
public final class ContactRoutingJob {
  public static final String NAME = "contact-routing";

  private ContactRoutingJob() {}

  public static void main(String[] args) throws Exception {
    JobSettings settings = JobSettings.of(settingsOf(args));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(settings.flink());
    draw(env, settings);
    env.execute(NAME);
  }

  /**
   * Draws the job with Kafka's doors into {@code env}.
   *
   * @throws InvalidSettingsException when there is no model bundle to start with
   */
  public static void draw(StreamExecutionEnvironment env, JobSettings settings) {
    ModelsDirectory models =
        new ModelsDirectory(settings.modelsDirectory(), settings.modelsPublicKey());
    models.requireBundle();
    ContactRoutingTopology.build(
        env,
        new KafkaDoors(settings.kafka()),
        new BundleRegistrySource(models, settings.scoringSetup(), settings.modelsPollInterval()),
        settings);
  }

  /** The settings that a job's arguments give; see the class. */
  public static Map<String, String> settingsOf(String[] args) {
    Map<String, String> settings = new LinkedHashMap<>();
    Map<String, String> overrides = new LinkedHashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      if (!args[i].startsWith("--") || i + 1 == args.length) {
        throw new InvalidSettingsException(
            List.of("wanted '--KEY VALUE' pairs, found '" + args[i] + "' at place " + (i + 1)));
      }
      String key = args[i].substring(2);
      if (key.equals("config")) {
        settings.putAll(SettingsFile.read(Path.of(args[i + 1])));
      } else {
        overrides.put(key, args[i + 1]);
      }
    }
    settings.putAll(overrides);
    return settings;
  }
}
