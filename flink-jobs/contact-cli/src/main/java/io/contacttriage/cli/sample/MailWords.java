package io.contacttriage.cli.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * What stands around the words of a mail in one language.
 *
 * @param reply an agent's earlier answer, which mail programs quote
 * @param wrote the line that mail programs put before a quotation
 */
record MailWords(
    List<String> subjects, String greeting, String closing, String reply, String wrote) {
  private static final Map<String, MailWords> BY_LANGUAGE = read();

  /** The words of a language, or the English ones. */
  static MailWords in(String language) {
    return BY_LANGUAGE.getOrDefault(language, BY_LANGUAGE.get("en"));
  }

  private static Map<String, MailWords> read() {
    Map<String, MailWords> all = new HashMap<>();
    ObjectMapper json = new ObjectMapper();
    try (BufferedReader reader = SampleTexts.resource("mail.jsonl")) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        JsonNode words = json.readTree(line);
        all.put(words.path("language").asText(), of(words));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("mail.jsonl is not in the jar", e);
    }
    return all;
  }

  private static MailWords of(JsonNode words) {
    return new MailWords(
        StreamSupport.stream(words.path("subjects").spliterator(), false)
            .map(JsonNode::asText)
            .toList(),
        words.path("greeting").asText(),
        words.path("closing").asText(),
        words.path("reply").asText(),
        words.path("wrote").asText());
  }
}
