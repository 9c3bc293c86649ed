package io.contacttriage.cli.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.cli.tools.LineReader.Line;
import io.contacttriage.contact.Contact;
import io.contacttriage.contact.ReadResult;
import io.contacttriage.contact.RejectCause;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextLineReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private final TextLineReader reader = new TextLineReader(InstantSource.fixed(NOW));

  @Test
  void readsAnIdWithItsText() {
    Contact contact = read("{\"id\":\"a\",\"kind\":{\"x\":[1]},\"text\":\"hello\"}").contact();

    assertThat(contact.contactId()).isEqualTo("a");
    assertThat(contact.body()).isEqualTo("hello");
    assertThat(contact.receivedAt()).isEqualTo(NOW);
  }

  @Test
  void readsAWholeContactAsTheJobDoes() {
    Contact contact =
        read("{\"contactId\":\"c\",\"channel\":\"email\",\"language\":\"ms\","
                + "\"receivedAt\":\"2026-11-22T11:00:00Z\",\"subject\":\"s\",\"body\":\"b\"}")
            .contact();

    assertThat(contact.contactId()).isEqualTo("c");
    assertThat(contact.languageHint()).isEqualTo("ms");
    assertThat(contact.subject()).isEqualTo("s");
  }

  @Test
  void aByteOrderMarkIsNoError() {
    assertThat(read("\uFEFF{\"id\":\"a\",\"text\":\"x\"}").isContact()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'id':'a','text':'secret'|TRUNCATED_JSON",
        "secret|NOT_JSON",
        "{'id':'a','text':'secret'} x|NOT_JSON",
        "['secret']|NOT_AN_OBJECT",
        "{'id':'a','id':'b','text':'secret'}|DUPLICATE_KEY",
        "{'id':1,'text':'secret'}|WRONG_TYPE",
        "{'id':'a','text':['secret']}|WRONG_TYPE",
        "{'id':'a','text':null}|WRONG_TYPE",
        "{'text':'secret'}|MISSING_FIELD",
        "{'id':'a'}|MISSING_FIELD",
        "{'contactId':'a','channel':'pigeon','receivedAt':'2026-11-22T11:00:00Z'}|UNKNOWN_VALUE",
        "{'contactId':'a','body':'secret'}|MISSING_FIELD",
      })
  void whatCannotBeReadHasItsCauseAndQuotesNothing(String line, RejectCause cause) {
    ReadResult result = read(line.replace('\'', '"'));

    assertThat(result.rejected().cause()).isEqualTo(cause);
    assertThat(result.rejected().coordinates().offset()).isEqualTo(7);
    assertThat(LineError.json(result.rejected())).doesNotContain("secret");
  }

  @Test
  void bytesThatAreNotUtf8AreSaidToBeSo() {
    byte[] latin1 = "{\"id\":\"a\",\"text\":\"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(reader.read(new Line(1, latin1)).rejected().cause()).isEqualTo(RejectCause.NOT_UTF8);
  }

  @Test
  void aLineOverTheLimitIsTooLarge() {
    assertThat(reader.read(new Line(1, null)).rejected().cause()).isEqualTo(RejectCause.TOO_LARGE);
  }

  private ReadResult read(String line) {
    return reader.read(new Line(7, line.getBytes(StandardCharsets.UTF_8)));
  }
}
