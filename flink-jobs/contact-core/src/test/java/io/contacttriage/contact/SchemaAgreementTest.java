package io.contacttriage.contact;

import static io.contacttriage.contact.TestingContacts.FULL;
import static io.contacttriage.contact.TestingContacts.reader;
import static io.contacttriage.contact.TestingContacts.record;
import static io.contacttriage.contact.TestingContacts.reject;
import static io.contacttriage.contact.TestingContacts.with;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schemas say what the code does. */
class SchemaAgreementTest {
  private static final Path SCHEMAS = Path.of("..", "..", "config", "schemas");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "'subject': null, 'body': null, 'attachments': null, 'customer': null, 'attributes': null",
        "'conversationId': '', 'customerId': '  ', 'language': null, 'country': '\\n'",
        "'body': 'a\\u0000\\nb', 'subject': '\\t'",
        "'attachments': [{}, {'signals': {'a': 0, 'b': 1, 'c': 0.5}}]",
        "'attachments': [{'mediaType': null, 'sha256': null, 'signals': null}]",
        "'customer': {'tier': 'vip', 'unknown': 1}",
        "'attributes': {'a': '', 'b': null, 'c': 'é'}",
        "'unknown': {'x': [1, true, null]}",
      })
  void goodContactsSatisfyReaderAndSchema(String fields) throws IOException {
    String contact = with(fields.replace('\'', '"'));

    assertThat(reader().read(record(contact)).rejected()).isNull();
    assertThat(validate("contact", contact)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'channel': 'chat', 'receivedAt': '2026-11-22T08:30:00Z'}",
        "{'contactId': 'c', 'receivedAt': '2026-11-22T08:30:00Z'}",
        "{'contactId': 'c', 'channel': 'chat'}",
        "{'contactId': null, 'channel': 'chat', 'receivedAt': '2026-11-22T08:30:00Z'}",
        "{'contactId': ' ', 'channel': 'chat', 'receivedAt': '2026-11-22T08:30:00Z'}",
        "{'contactId': 'a\\nb', 'channel': 'chat', 'receivedAt': '2026-11-22T08:30:00Z'}",
        "{'contactId': 3, 'channel': 'chat', 'receivedAt': '2026-11-22T08:30:00Z'}",
        "{'contactId': 'c', 'channel': 'Chat', 'receivedAt': '2026-11-22T08:30:00Z'}",
        "{'contactId': 'c', 'channel': 'chat', 'receivedAt': '2026-11-22T08:30:00'}",
        "{'contactId': 'c', 'channel': 'chat', 'receivedAt': '2026-11-22 08:30:00Z'}",
        "{'contactId': 'c', 'channel': 'chat', 'receivedAt': '2026-11-22T08:30:00+0800'}",
        "[]",
        "'contact'",
        "null",
      })
  void badContactsSatisfyNeither(String contact) throws IOException {
    assertNeither(contact.replace('\'', '"'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'customerId': 5",
        "'customerId': 'a\\u0007'",
        "'body': ['x']",
        "'subject': 1",
        "'country': {}",
        "'attachments': {}",
        "'attachments': [null]",
        "'attachments': [{'signals': {'a': 1.5}}]",
        "'attachments': [{'signals': {'a': -0.5}}]",
        "'attachments': [{'signals': {'a': '1'}}]",
        "'attachments': [{'signals': {'a': null}}]",
        "'attachments': [{'signals': {'a\\n': 1}}]",
        "'attachments': [{'mediaType': 1}]",
        "'customer': 'vip'",
        "'customer': {'tier': []}",
        "'attributes': {'a': 1}",
        "'attributes': {'a': true}",
        "'attributes': {'a': 'x\\u0001'}",
        "'attributes': ['a']",
      })
  void badFieldsSatisfyNeither(String fields) throws IOException {
    assertNeither(with(fields.replace('\'', '"')));
  }

  @Test
  void limitsOfLengthAreTheSame() throws IOException {
    for (String field : List.of("conversationId", "customerId", "language", "country")) {
      String fits = with("\"" + field + "\": \"" + "😀".repeat(256) + "\"");
      assertThat(reader().read(record(fits)).isContact()).isTrue();
      assertThat(validate("contact", fits)).isEmpty();
      assertNeither(with("\"" + field + "\": \"" + "😀".repeat(257) + "\""));
    }
    assertNeither(with("\"attributes\": {\"a\": \"" + "x".repeat(1025) + "\"}"));
    assertNeither(with("\"attributes\": {\"" + "x".repeat(257) + "\": \"\"}"));
  }

  @Test
  void whatTheWritersWriteIsValid() throws IOException {
    assertThat(validate("contact", new String(new ContactWriter().write(FULL), UTF_8))).isEmpty();
    for (String bad : List.of("", "{", with("\"body\": 1"), "{\"contactId\": \"\\u0000\"}")) {
      String written = new String(new RejectWriter().write(reject(bad)), UTF_8);
      assertThat(validate("reject", written)).as(written).isEmpty();
    }
  }

  @Test
  void examplesAreValidAndReadable() throws IOException {
    for (JsonNode example : schemaFile("contact").get("examples")) {
      assertThat(validate("contact", example.toString())).isEmpty();
      assertThat(reader().read(record(example.toString())).rejected()).isNull();
    }
    for (JsonNode example : schemaFile("reject").get("examples")) {
      assertThat(validate("reject", example.toString())).isEmpty();
    }
  }

  @Test
  void namesOfChannelsAndCausesAreTheSame() throws IOException {
    assertThat(schemaFile("contact").at("/properties/channel/enum"))
        .extracting(JsonNode::textValue)
        .containsExactlyElementsOf(Arrays.stream(Channel.values()).map(Channel::wireName).toList());
    assertThat(schemaFile("reject").at("/properties/cause/enum"))
        .extracting(JsonNode::textValue)
        .containsExactlyElementsOf(
            Arrays.stream(RejectCause.values()).map(RejectCause::wireName).toList());
  }

  private static void assertNeither(String contact) throws IOException {
    assertThat(reader().read(record(contact)).isContact()).as("read %s", contact).isFalse();
    assertThat(validate("contact", contact)).as("validate %s", contact).isNotEmpty();
  }

  private static Set<ValidationMessage> validate(String name, String json) throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(Files.readString(SCHEMAS.resolve(name + ".schema.json")));
    return schema.validate(json, InputFormat.JSON);
  }

  private static JsonNode schemaFile(String name) throws IOException {
    return new ObjectMapper().readTree(SCHEMAS.resolve(name + ".schema.json").toFile());
  }
}
