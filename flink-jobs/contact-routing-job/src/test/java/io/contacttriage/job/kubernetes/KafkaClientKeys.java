package io.contacttriage.job.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.ConfigProvider;

/** Compares {@code kafka.client.*} with what Kafka's consumers and producers both know. */
final class KafkaClientKeys {
  private static final ConfigDef CONSUMER = ConsumerConfig.configDef();
  private static final ConfigDef PRODUCER = ProducerConfig.configDef();
  private static final String PROVIDERS = "config.providers";

  private KafkaClientKeys() {}

  static List<String> problems(Map<String, String> client) {
    List<String> problems = new ArrayList<>();
    String provider = PROVIDERS + "." + client.get(PROVIDERS);
    client.forEach(
        (key, value) -> {
          if (key.equals(provider + ".class")) {
            if (!isProvider(value)) {
              problems.add("'" + key + "': wanted a ConfigProvider, found " + value);
            }
          } else if (key.equals(PROVIDERS) || key.equals(provider + ".param.allowed.paths")) {
            return;
          } else if (!CONSUMER.names().contains(key) || !PRODUCER.names().contains(key)) {
            problems.add("Kafka's clients have no setting '" + key + "'");
          } else {
            typeProblem(key, value, problems);
          }
        });
    return problems;
  }

  private static void typeProblem(String key, String value, List<String> problems) {
    try {
      ConfigDef.parseType(key, value, CONSUMER.configKeys().get(key).type);
    } catch (ConfigException bad) {
      problems.add(bad.getMessage());
    }
  }

  private static boolean isProvider(String className) {
    try {
      return ConfigProvider.class.isAssignableFrom(Class.forName(className));
    } catch (ClassNotFoundException missing) {
      return false;
    }
  }
}
