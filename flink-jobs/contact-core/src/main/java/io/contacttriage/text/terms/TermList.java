package io.contacttriage.text.terms;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Words and phrases that a policy looks for in the text of contacts, by language.
 *
 * @param name as conditions ask for it: {@code terms.<name>}
 * @param owner who answers for the list
 * @param description what it is for
 * @param languages terms by ISO 639-1 code or {@link #ANY}; none is empty
 */
public record TermList(
    String name, String owner, String description, Map<String, List<String>> languages) {
  /** Stands for a language: terms that are looked for in every contact. */
  public static final String ANY = "any";

  /** Part of every hash; it changes with each change of what a term matches. */
  private static final String MATCHING = "terms 1";

  public TermList {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(description, "description");
    Map<String, List<String>> copy = new TreeMap<>();
    languages.forEach((language, terms) -> copy.put(language, List.copyOf(terms)));
    languages = Collections.unmodifiableMap(copy);
  }

  /**
   * The first 64 bits of SHA-256 over the name and all terms, each with its length before it. The
   * order of terms does not matter, and neither do owner and description: they match nothing.
   */
  public long hash() {
    List<String> parts = new ArrayList<>(List.of(MATCHING, name));
    languages.forEach(
        (language, terms) -> {
          parts.add(language + " " + terms.size());
          parts.addAll(terms.stream().sorted().toList());
        });
    MessageDigest digest = sha256();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      digest.update(bytes);
    }
    return ByteBuffer.wrap(digest.digest()).getLong();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
