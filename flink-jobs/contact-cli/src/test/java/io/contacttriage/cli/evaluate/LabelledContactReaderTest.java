package io.contacttriage.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contacttriage.cli.evaluate.LabelledContactReader.BadLineException;
import io.contacttriage.scoring.HarmLabel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelledContactReaderTest {
  @Test
  void whatIsMissingIsUnknownAndAnEmptyListIsNot() throws BadLineException {
    LabelledContact.Labels bare = read("{'text':'a'}").labels();

    assertThat(bare).isEqualTo(new LabelledContact.Labels(null, null, "mail", null, null, null));
    assertThat(read("{'text':'a','harm':[]}").labels().harm()).isEmpty();
    assertThat(read("{'text':'a','harm':['scam']}").labels().harm())
        .containsExactly(HarmLabel.SCAM);
  }

  @Test
  void aContactWithoutIdIsCalledByItsPlace() throws BadLineException {
    assertThat(read("{'text':'a'}").id()).isEqualTo("mail.jsonl:7");
    assertThat(read("{'id':'x','text':'a'}").id()).isEqualTo("x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'text':'a'}|mail",
        "{'text':'a','synthetic':true}|synthetic",
        "{'text':'a','synthetic':false}|real",
        "{'text':'a','synthetic':true,'source':'templates'}|templates",
      },
      quoteCharacter = '"')
  void theRowsOwnSourceGoesBeforeTheFiles(String line, String source) throws BadLineException {
    assertThat(read(line).labels().source()).isEqualTo(source);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "[1]|wanted an object with a text",
        "{'text':'secret'|wanted one JSON object, found something else",
        "{'text':'secret','topic':7}|topic: wanted a text, found a number",
        "{'text':'secret','harm':'scam'}|harm: wanted a list of labels, found a text",
        "{'text':'secret','harm':[1]}|harm: wanted a list of labels, found in it a number",
        "{'text':'secret','synthetic':'yes'}|synthetic: wanted true or false, found a text",
        "{'text':'secret','urgency':'hihg'}|urgency: wanted one of low, normal, high, critical,"
            + " found another label; did you mean high?",
        "{'text':'secret','urgency':'secret words'}|urgency: wanted one of low, normal, high,"
            + " critical, found another label",
      })
  void anErrorSaysWhatWasWantedAndQuotesNothing(String line, String message) {
    assertThatThrownBy(() -> read(line))
        .isInstanceOf(BadLineException.class)
        .hasMessage(message)
        .message()
        .doesNotContain("secret");
  }

  private static LabelledContact read(String line) throws BadLineException {
    return LabelledContactReader.read(line.replace('\'', '"'), "mail.jsonl:7", "mail");
  }
}
