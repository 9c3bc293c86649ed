package io.contacttriage.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.contacttriage.cli.Triage;
import io.contacttriage.cli.tools.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
  private static final String CONTACT =
      "{\"id\":\"%s\",\"text\":\"hacked\",\"language\":\"%s\",\"topic\":\"account_security\","
          + "\"urgency\":\"high\",\"harm\":[\"scam\"],\"kind\":\"plain\"}\n";

  @TempDir private Path folder;

  @Test
  void countsEveryContactInTotalAndByLanguageKindAndSource() throws IOException {
    Path data = folder.resolve("data.jsonl");
    Files.writeString(
        data,
        CONTACT.formatted("1", "en") + CONTACT.formatted("2", "ms") + CONTACT.formatted("3", "en"));
    Path json = folder.resolve("out.json");

    CommandRun run = evaluate(data, "--source", "mail", "--json", json.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("3 contacts, model tiny/1.0.0\n");
    JsonNode figures = new JsonMapper().readTree(json.toFile());
    assertThat(figures.path("contacts").asInt()).isEqualTo(3);
    assertThat(figures.path("byLanguage").path("en").path("contacts").asInt()).isEqualTo(2);
    assertThat(figures.path("byKind").path("plain").path("contacts").asInt()).isEqualTo(3);
    assertThat(figures.path("bySource").path("mail").path("contacts").asInt()).isEqualTo(3);
    assertThat(
            figures.path("topic").path("labels").path("account_security").path("contacts").asInt())
        .isEqualTo(3);
    assertThat(figures.path("prepareMicrosPerText").asDouble()).isPositive();
    assertThat(figures.path("scoreMicrosPerText").asDouble()).isPositive();
    assertThat(figures.path("tiers").path("fast").asDouble()).isEqualTo(1);
  }

  @Test
  void filesHaveTheirOwnSource() throws IOException {
    Path one = Files.writeString(folder.resolve("one.jsonl"), CONTACT.formatted("1", "en"));
    Path two = Files.writeString(folder.resolve("two.jsonl"), CONTACT.formatted("2", "en"));

    CommandRun run = evaluate(one, "--source", "mail-2026", "--data", two.toString());

    assertThat(run.out()).containsPattern("\nmail-2026 +1 ").containsPattern("\ntwo\\.jsonl +1 ");
  }

  @Test
  void aPartLeavesTheOthersOut() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String text : List.of("one", "two", "three", "four", "five", "six", "seven", "eight")) {
      lines.append("{\"id\":\"" + text + "\",\"text\":\"" + text + "\",\"topic\":\"other\"}\n");
    }
    Path data = Files.writeString(folder.resolve("data.jsonl"), lines);
    long train =
        lines.toString().lines().map(line -> line.split("\"", -1)[3]).filter(this::isTrain).count();
    assertThat(train).isBetween(1L, 7L);

    CommandRun run = evaluate(data, "--part", "train");

    assertThat(run.out())
        .startsWith(train + " contacts, ")
        .contains(", part train, " + (8 - train) + " of other parts left out\n");
  }

  private boolean isTrain(String text) {
    return TextPart.of(text) == TextPart.TRAIN;
  }

  @Test
  void noReportHoldsAContactsText() throws IOException {
    Path data =
        Files.writeString(
            folder.resolve("data.jsonl"),
            CONTACT.formatted("1", "en").replace("hacked", "xylophone")
                + "{\"text\":\"zeppelin\",\"topic\":\"other\",\"urgency\":\"critical\"}\n"
                + "{\"text\":\"marzipan\",\"topic\":\"marzipan\"}\n");
    Path json = folder.resolve("out.json");
    Path html = folder.resolve("out.html");

    CommandRun run = evaluate(data, "--json", json.toString(), "--html", html.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    for (String written :
        List.of(run.out(), run.err(), Files.readString(json), Files.readString(html))) {
      assertThat(written).isNotEmpty().doesNotContain("xylophone", "zeppelin", "marzipan");
    }
    assertThat(Files.readString(html)).contains("<code>data.jsonl:2</code>");
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
    assertThat(run.out()).startsWith("1 contact, ");
    assertThat(run.err())
        .contains(data + ":2: topic: wanted one of account_access, ")
        .contains("did you mean account_security?\n")
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
  void aReportThatCannotBeWrittenIsToldBeforeTheWork() throws IOException {
    Path data = Files.writeString(folder.resolve("data.jsonl"), CONTACT.formatted("1", "en"));

    CommandRun run = evaluate(data, "--html", folder.resolve("nowhere/out.html").toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("--html: wanted a file in a folder that exists");
  }

  @Test
  void dataAreNeeded() {
    CommandRun run = CommandRun.of(Triage.commandLine(), "evaluate");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--data=FILE").contains("Try: triage evaluate --help\n");
  }

  @Test
  void aPartThatDoesNotExistIsWrongUsage() {
    CommandRun run = evaluate(folder.resolve("any.jsonl"), "--part", "validation");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'--part'").contains("'validation'").contains("TEST");
  }

  private static CommandRun evaluate(Path data, String... more) {
    return CommandRun.of(
        Triage.commandLine(),
        Stream.concat(
                Stream.of(
                    "evaluate",
                    "--bundle",
                    CommandRun.TINY_BUNDLE.toString(),
                    "--data",
                    data.toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }
}
