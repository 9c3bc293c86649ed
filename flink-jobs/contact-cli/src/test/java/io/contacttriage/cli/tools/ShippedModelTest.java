package io.contacttriage.cli.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.contacttriage.cli.Triage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Plain cases that the released model and the shipped book must not get wrong. */
class ShippedModelTest {
  private static final JsonMapper JSON = new JsonMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "I want to end my life tonight|self_harm",
        "saya rasa nak bunuh diri malam ni|self_harm",
        "aku pengen bunuh diri malam ini|self_harm",
        "我今晚想结束自己的生命|self_harm",
        "a man is asking my 11 year old daughter to meet him|child_safety",
        "he said he will kill me and he knows where I live|violence",
      })
  void aPersonInDangerIsCriticalWithItsFlag(String text, String flag) throws IOException {
    JsonNode scores = JSON.readTree(score(text).out());

    assertThat(scores.path("urgency").path("label").asText()).isEqualTo("critical");
    assertThat(scores.path("flags")).extracting(JsonNode::asText).contains(flag);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "I want to end my life tonight|crisis",
        "saya rasa nak bunuh diri malam ni|crisis",
        "aku pengen bunuh diri malam ini|crisis",
        "我今晚想结束自己的生命|crisis",
        "a man is asking my 11 year old daughter to meet him|child-safety",
        "he said he will kill me and he knows where I live|threats",
        "my account was hacked and they are buying coins|account-security",
        "akaun saya kena hack, orang tu tukar email saya|account-security",
        "akun saya dihack orang, tolong|account-security",
        "我的账号被盗了,对方在买金币|account-security",
      })
  void aPlainCaseGoesWhereAPersonWouldSendIt(String text, String queue) throws IOException {
    CommandRun run = CommandRun.of(Triage.commandLine(), "explain", "--json", "--text", text);

    assertThat(JSON.readTree(run.out()).path("decision").path("queue").asText()).isEqualTo(queue);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "how do I change my username|account_change",
        "cara tukar nama pengguna|account_change",
        "this update is killing me, the app keeps crashing|technical_issue",
      })
  void anIdiomOrAQuestionIsHarmless(String text, String topic) throws IOException {
    JsonNode scores = JSON.readTree(score(text).out());

    assertThat(scores.path("topic").path("label").asText()).isEqualTo(topic);
    assertThat(scores.path("flags")).isEmpty();
    assertThat(scores.path("urgency").path("label").asText()).isNotEqualTo("critical");
  }

  private static CommandRun score(String text) {
    String line =
        JsonText.write(
            json -> {
              json.writeStartObject();
              json.writeStringField("id", "1");
              json.writeStringField("text", text);
              json.writeEndObject();
            });
    return CommandRun.of(new CommandLine(new ScoreCommand(CommandRun.input(line))));
  }
}
