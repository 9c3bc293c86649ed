package io.contacttriage.text;

import java.util.Map;

/**
 * What the tokenizer gets of a contact, and what the facts say about it.
 *
 * @param text one line, normalised and masked
 * @param script ISO 15924 code of the writing system that most letters belong to, or Zyyy
 * @param characters length of the text in code points
 * @param masked number of masked items by kind; kinds that did not occur are absent
 */
public record PreparedText(
    String text, String script, int characters, Map<String, Integer> masked) {
  public PreparedText {
    masked = Map.copyOf(masked);
  }
}
