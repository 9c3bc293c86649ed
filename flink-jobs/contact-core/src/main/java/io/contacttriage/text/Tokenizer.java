package io.contacttriage.text;

/** Turns prepared text into the token ids that one model bundle was trained on. */
public interface Tokenizer {
  /**
   * Encodes one text.
   *
   * @param text output of the text room
   * @return ids with the special tokens, at most the bundle's limit: when longer, the beginning and
   *     the end are kept, since the point of a long contact often stands in its last lines
   */
  int[] encode(String text);
}
