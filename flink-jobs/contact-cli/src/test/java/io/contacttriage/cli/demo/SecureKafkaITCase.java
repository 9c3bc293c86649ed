package io.contacttriage.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.live.RecordSender;
import io.contacttriage.cli.live.TopicReader;
import io.contacttriage.cli.local.FreePorts;
import io.contacttriage.cli.local.LocalBroker;
import io.contacttriage.cli.local.LocalCluster;
import io.contacttriage.cli.local.LocalLogs;
import io.contacttriage.cli.local.TopicSetup;
import io.contacttriage.cli.local.TopicsFile;
import io.contacttriage.contact.Channel;
import io.contacttriage.contact.Contact;
import io.contacttriage.contact.ContactWriter;
import io.contacttriage.job.settings.JobSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real broker that wants TLS and a password, and the client's settings of the production overlay.
 */
class SecureKafkaITCase {
  private static final String USER = "triage";
  private static final String PASSWORD = "only-of-this-test-7d1c";
  private static final String WRONG = "not-that-of-the-test-90ab";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static LocalBroker broker;
  private static String secure;
  private static Path log;

  @BeforeAll
  static void startABrokerThatWantsTlsAndAPassword() throws Exception {
    log = folder.resolve("triage.log");
    LocalLogs.writeTo(log);
    certificate();
    int[] ports = FreePorts.some(3);
    secure = "localhost:" + ports[2];
    String listener = "listener.name.secure.";
    broker =
        LocalBroker.start(
            Files.createDirectories(folder.resolve("kafka")),
            ports[0],
            ports[1],
            Map.of(
                "listeners",
                "BROKER://localhost:%d,CONTROLLER://localhost:%d,SECURE://localhost:%d"
                    .formatted(ports[0], ports[1], ports[2]),
                "listener.security.protocol.map",
                "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURE:SASL_SSL",
                listener + "sasl.enabled.mechanisms",
                "SCRAM-SHA-512",
                listener + "scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;",
                listener + "ssl.keystore.location",
                folder.resolve("broker.p12").toString(),
                listener + "ssl.keystore.type",
                "PKCS12",
                listener + "ssl.keystore.password",
                "changeit"));
    try (TopicSetup topics = new TopicSetup(broker.bootstrapServers(), Map.of());
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      topics.createMissing(TopicsFile.read(ProjectFolder.resolve("config/kafka/topics.yaml")));
      admin
          .alterUserScramCredentials(
              List.of(
                  new UserScramCredentialUpsertion(
                      USER, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), PASSWORD)))
          .all()
          .get();
    }
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void contactsAreRoutedOverTlsAndThePasswordIsNeitherLoggedNorShown() throws Exception {
    try (LocalCluster cluster = cluster("right")) {
      cluster.submit(settings(secret("right", PASSWORD)));
      await().atMost(PATIENCE).until(cluster::isReading);
      Contact contact = JobUnderTest.contact("over-tls", Channel.IN_APP, "my coins are gone");
      try (TopicReader routes =
              TopicReader.fromStart(broker.bootstrapServers(), List.of("routes"));
          RecordSender sender =
              new RecordSender(broker.bootstrapServers(), "contacts", Duration.ofSeconds(10))) {
        sender.send(
            contact.routingKey().getBytes(StandardCharsets.UTF_8),
            new ContactWriter().write(contact));
        sender.flush();
        List<String> seen = new ArrayList<>();
        await()
            .atMost(PATIENCE)
            .until(
                () -> {
                  routes
                      .poll(Duration.ofMillis(100))
                      .forEach(
                          route -> seen.add(new String(route.value(), StandardCharsets.UTF_8)));
                  return seen.stream().anyMatch(route -> route.contains("over-tls"));
                });
      }

      assertThat(shown(cluster)).contains("contact").doesNotContain(PASSWORD);
    }
    assertThat(Files.readString(log)).contains("Scoring with").doesNotContain(PASSWORD);
  }

  @Test
  void aWrongPasswordIsSaidWithoutIt() throws Exception {
    try (LocalCluster cluster = cluster("wrong")) {
      cluster.submit(settings(secret("wrong", WRONG)));

      await().atMost(PATIENCE).until(() -> cluster.lastFailure() != null);

      assertThat(cluster.isReading()).isFalse();
      assertThat(cluster.lastFailure())
          .contains("Authentication failed during authentication due to invalid credentials");
      assertThat(cluster.lastFailure()).doesNotContain(WRONG);
    }
    assertThat(Files.readString(log)).doesNotContain(WRONG);
  }

  private static LocalCluster cluster(String name) throws Exception {
    return LocalCluster.start(
        new LocalCluster.Options(
            Files.createDirectories(folder.resolve("flink-" + name)), 1, 0, null));
  }

  /** The client's part of the production overlay, with this machine's paths for the cluster's. */
  private static JobSettings settings(Path secret) throws Exception {
    JsonNode job =
        new YAMLMapper().readTree(ProjectFolder.resolve("k8s/overlays/prod/job.yaml").toFile());
    Map<String, String> settings = new TreeMap<>();
    for (var each : job.path("kafka").path("client").properties()) {
      settings.put(
          "kafka.client." + each.getKey(),
          each.getValue().asText().replace("/opt/contact-triage/kafka", secret.toString()));
    }
    settings.put("kafka.bootstrap-servers", secure);
    settings.put("models.directory", ProjectFolder.resolve("models/bundles").toString());
    return JobSettings.of(settings);
  }

  /** A mounted secret: a file for each value. */
  private static Path secret(String name, String password) throws Exception {
    Path secret = Files.createDirectories(folder.resolve("secret-" + name));
    Files.writeString(secret.resolve("username"), USER);
    Files.writeString(secret.resolve("password"), password);
    Files.copy(folder.resolve("ca.crt"), secret.resolve("ca.crt"));
    return secret;
  }

  private static void certificate() throws Exception {
    String keystore = folder.resolve("broker.p12").toString();
    keytool(
        "-genkeypair -alias broker -keyalg RSA -keysize 2048 -dname CN=localhost -ext san=dns:localhost"
            + " -validity 2 -storetype PKCS12 -storepass changeit -keystore",
        keystore);
    keytool(
        "-exportcert -rfc -alias broker -storepass changeit -file "
            + folder.resolve("ca.crt")
            + " -keystore",
        keystore);
  }

  private static void keytool(String arguments, String keystore) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments.split(" ")));
    command.add(keystore);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("keytool.log"))).isZero();
  }

  /** What Flink's web pages say of the job: its configuration, its plan and its exceptions. */
  private static String shown(LocalCluster cluster) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    URI ui = cluster.ui();
    String jobs = get(client, ui.resolve("/jobs/overview"));
    var id = Pattern.compile("\"jid\":\"([0-9a-f]+)\"").matcher(jobs);
    assertThat(id.find()).isTrue();
    StringBuilder all = new StringBuilder(jobs);
    for (String page : List.of("", "/config", "/plan", "/exceptions", "/jobmanager/config")) {
      all.append(get(client, ui.resolve("/jobs/" + id.group(1) + page)));
    }
    return all.append(get(client, ui.resolve("/jobmanager/config"))).toString();
  }

  private static String get(HttpClient client, URI page) throws Exception {
    return client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body();
  }
}
