package io.contacttriage.cli.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.contacttriage.cli.Triage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
  private static final String CONTACT =
      "{\"id\":\"%s\",\"text\":\"hacked\",\"language\":\"%s\",\"topic\":\"account_security\","
          + "\"urgency\":\"high\",\"harm\":[\"scam\"],\"kind\":\"plain\"}\n";

  @TempDir private Path folder;

  @Test
  void countsEveryContactInTotalAndByLanguage() throws IOException {
    Path data = folder.resolve("data.jsonl");
    Files.writeString(
        data,
        CONTACT.formatted("1", "en") + CONTACT.formatted("2", "ms") + CONTACT.formatted("3", "en"));
    Path json = folder.resolve("out.json");

    CommandRun run = evaluate(data, "--json", json.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("3 contacts, model tiny/1.0.0, ");
    JsonNode figures = new JsonMapper().readTree(json.toFile());
    assertThat(figures.path("contacts").asInt()).isEqualTo(3);
    assertThat(figures.path("byLanguage").path("en").path("contacts").asInt()).isEqualTo(2);
    assertThat(
            figures.path("topic").path("labels").path("account_security").path("contacts").asInt())
        .isEqualTo(3);
    assertThat(figures.path("microsPerText").asDouble()).isPositive();
  }

  @Test
  void aLabelThatIsNotOfTheTaxonomyIsToldWithItsLine() throws IOException {
    Path data = folder.resolve("data.jsonl");
    Files.writeString(
        data,
        CONTACT.formatted("1", "en")
            + CONTACT.formatted("2", "en").replace("account_security", "acount_security")
            + "not json\n");

    CommandRun run = evaluate(data);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).startsWith("1 contacts, ");
    assertThat(run.err())
        .contains(data + ":2: topic: wanted one of account_access, ")
        .contains(data + ":3: wanted one JSON object, found something else");
  }

  @Test
  void dataWithoutContactsAreAFailureAndNotAPerfectScore() throws IOException {
    Path data = Files.createFile(folder.resolve("empty.jsonl"));

    CommandRun run = evaluate(data);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("wanted labelled contacts, found none");
  }

  @Test
  void dataAreNeeded() {
    CommandRun run = CommandRun.of(Triage.commandLine(), "evaluate");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("Missing required option: '--data=FILE'\nTry: triage evaluate --help\n");
  }

  private static CommandRun evaluate(Path data, String... more) {
    String[] arguments = new String[5 + more.length];
    arguments[0] = "evaluate";
    arguments[1] = "--bundle";
    arguments[2] = CommandRun.TINY_BUNDLE.toString();
    arguments[3] = "--data";
    arguments[4] = data.toString();
    System.arraycopy(more, 0, arguments, 5, more.length);
    return CommandRun.of(Triage.commandLine(), arguments);
  }
}
