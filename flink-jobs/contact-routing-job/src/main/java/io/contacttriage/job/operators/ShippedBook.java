package io.contacttriage.job.operators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyBookReader;
import io.contacttriage.routing.policy.PolicyBookWriter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The policy book inside the jar: what decides before the first one is published. */
public final class ShippedBook {
  private static final String FOLDER = "/policies/";

  private ShippedBook() {}

  /** Reads and checks the book; the build tests it, so that it cannot fail here. */
  public static PolicyBook read() {
    try {
      Map<String, byte[]> files = new LinkedHashMap<>();
      byte[] book = resource(PolicyBookReader.BOOK_FILE);
      files.put(PolicyBookReader.BOOK_FILE, book);
      JsonNode lists = new YAMLMapper().readTree(book);
      addFiles(PolicyBookReader.POLICY_FOLDER, lists.path("policies"), files);
      addFiles(PolicyBookReader.TERM_FOLDER, lists.path("terms"), files);
      return PolicyBookReader.readFiles(files).orThrow();
    } catch (IOException missing) {
      throw new UncheckedIOException("the shipped policy book is not in the jar", missing);
    }
  }

  private static void addFiles(String folder, JsonNode names, Map<String, byte[]> files)
      throws IOException {
    for (JsonNode name : names) {
      files.put(folder + name.asText(), resource(folder + name.asText()));
    }
  }

  /** The book as it would be published. */
  public static byte[] snapshot() {
    return PolicyBookWriter.write(read());
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = ShippedBook.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new FileNotFoundException(FOLDER + name);
      }
      return in.readAllBytes();
    }
  }
}
