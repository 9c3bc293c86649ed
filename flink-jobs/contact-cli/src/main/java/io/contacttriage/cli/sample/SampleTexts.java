package io.contacttriage.cli.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.contacttriage.cli.CommandFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads the texts that the sample stream is made of: JSON Lines with {@code text, language}, and
 * {@code harm, near} where they are labelled.
 */
public final class SampleTexts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SampleTexts() {}

  /**
   * Reads all {@code .jsonl} files of a folder, in the order of their names.
   *
   * @throws CommandFailure naming file and line of what cannot be read, or that there is nothing
   */
  public static List<SampleText> readFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw CommandFailure.failed("no folder of contacts at " + folder);
    }
    List<SampleText> texts = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
          texts.addAll(read(reader, file.toString()));
        }
      }
    } catch (IOException e) {
      throw CommandFailure.failed("cannot read the contacts in " + folder + ": " + e.getMessage());
    }
    if (texts.isEmpty()) {
      throw CommandFailure.failed("no .jsonl file with contacts in " + folder);
    }
    return texts;
  }

  /** The shipped variants of one outage, as many people would report it. */
  static List<SampleText> incident() {
    try (BufferedReader reader = resource("incident.jsonl")) {
      return read(reader, "incident.jsonl");
    } catch (IOException e) {
      throw new UncheckedIOException("incident.jsonl is not in the jar", e);
    }
  }

  static BufferedReader resource(String name) {
    InputStream in = SampleTexts.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException(name + " is not in the jar");
    }
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  private static List<SampleText> read(BufferedReader reader, String name) throws IOException {
    List<SampleText> texts = new ArrayList<>();
    int number = 0;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      if (!line.isBlank()) {
        texts.add(text(line, name + ":" + number));
      }
    }
    return texts;
  }

  private static SampleText text(String line, String place) {
    try {
      JsonNode contact = JSON.readTree(line);
      JsonNode text = contact.path("text");
      JsonNode language = contact.path("language");
      if (text.isTextual() && language.isTextual()) {
        boolean delicate = !contact.path("harm").isEmpty() || !contact.path("near").isEmpty();
        return new SampleText(text.textValue(), language.textValue(), delicate);
      }
    } catch (JsonProcessingException e) {
      throw CommandFailure.failed(place + ": not JSON");
    }
    throw CommandFailure.failed(place + ": wanted an object with the strings text and language");
  }
}
