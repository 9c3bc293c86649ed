package io.contacttriage.routing.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.contacttriage.routing.TestingSchemas;
import org.junit.jupiter.api.Test;

class PolicySchemaTest {
  private static final String POLICY = "policy.schema.json";
  private static final String BOOK = "policy-book.schema.json";

  @Test
  void aWrittenBookFitsItsSchema() throws Exception {
    byte[] json = PolicyBookWriter.write(TestingBooks.book());

    assertThat(TestingSchemas.violations(BOOK, json)).isEmpty();
  }

  @Test
  void aPolicyFileFitsItsSchema() throws Exception {
    JsonNode policy = new ObjectMapper(new YAMLFactory()).readTree(TestingBooks.MONEY);

    assertThat(TestingSchemas.violations(POLICY, policy)).isEmpty();
  }

  @Test
  void theSchemaRefusesWhatTheReaderRefuses() throws Exception {
    for (String[] fault :
        new String[][] {
          {"priority: P2", "priority: P9"},
          {"respondWithin: 8h", "respondWithin: 8 hours"},
          {"owner: Payments policy", ""},
          {"add: {tags: [lite]}", "add: {tag: [lite]}"},
          {"add: {tags: [lite]}", "add: {}"},
          {"topic: refund_dispute", "topic: refund"},
          {"id: money", "id: engine"},
        }) {
      String yaml = TestingBooks.MONEY.replace(fault[0], fault[1]);
      JsonNode policy = new ObjectMapper(new YAMLFactory()).readTree(yaml);

      assertThat(TestingSchemas.violations(POLICY, policy)).as(fault[1]).isNotEmpty();
      assertThat(
              PolicyBookReader.readFiles(
                      TestingBooks.files(TestingBooks.BOOK, TestingBooks.SAFETY, yaml))
                  .problems())
          .as(fault[1])
          .isNotEmpty();
    }
  }

  @Test
  void theExamplesOfTheSchemasAreGood() throws Exception {
    for (JsonNode policy : TestingSchemas.examples(POLICY)) {
      assertThat(TestingSchemas.violations(POLICY, policy)).isEmpty();
    }
    for (JsonNode book : TestingSchemas.examples(BOOK)) {
      assertThat(TestingSchemas.violations(BOOK, book)).isEmpty();
      byte[] json = new ObjectMapper().writeValueAsBytes(book);
      assertThat(PolicyBookReader.readJson(json).problems()).isEmpty();
    }
  }
}
