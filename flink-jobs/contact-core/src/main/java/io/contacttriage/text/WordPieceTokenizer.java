package io.contacttriage.text;

import java.io.IOException;
import java.io.InputStream;

/**
 * The WordPiece tokenizer of BERT models: the ids of the Hugging Face library, without native code.
 * Special tokens that stand in the text are ordinary text ({@code encode_special_tokens}), so
 * nobody can write {@code [SEP]} into a contact and end it there. Safe for use by many threads.
 */
public final class WordPieceTokenizer implements Tokenizer {
  private final WordPieceSettings settings;
  private final PieceTrie pieces;
  private final int continuing;
  private final TokenFrame frame;

  WordPieceTokenizer(WordPieceSettings settings, int maxTokens) {
    this.settings = settings;
    this.pieces = new PieceTrie(settings.vocabulary());
    this.continuing = pieces.node(settings.continuingPrefix());
    this.frame =
        new TokenFrame(
            new int[] {settings.classId()}, new int[] {settings.separatorId()}, maxTokens);
  }

  /**
   * Reads a Hugging Face {@code tokenizer.json}.
   *
   * @param maxTokens longest encoding, special tokens counted
   * @throws IOException when the stream cannot be read or is not JSON
   * @throws IllegalArgumentException when it is another tokenizer than WordPiece with
   *     BertNormalizer, BertPreTokenizer and a {@code [CLS] $A [SEP]} template; names every
   *     difference
   */
  public static WordPieceTokenizer read(InputStream tokenizerJson, int maxTokens)
      throws IOException {
    return new WordPieceTokenizer(WordPieceFileReader.read(tokenizerJson), maxTokens);
  }

  @Override
  public int[] encode(String text) {
    Characters normalized = settings.normalizer().normalize(text);
    char[] characters = normalized.values();
    int length = normalized.length();
    TokenIds ids = new TokenIds(length / 3 + 8);
    int wordStart = 0;
    for (int i = 0; i < length; ) {
      int c = Character.codePointAt(characters, i, length);
      int next = i + Character.charCount(c);
      int flags = BertCharacters.flags(c);
      if ((flags & (BertCharacters.SPACE | BertCharacters.PUNCTUATION)) != 0) {
        addWord(characters, wordStart, i, ids);
        if ((flags & BertCharacters.SPACE) == 0) {
          addWord(characters, i, next, ids);
        }
        wordStart = next;
      }
      i = next;
    }
    addWord(characters, wordStart, length, ids);
    return ids.in(frame);
  }

  /** A word that cannot be pieced together is unknown as a whole. */
  private void addWord(char[] text, int from, int to, TokenIds ids) {
    if (to - from > settings.maxCharsPerWord()
        && Character.codePointCount(text, from, to - from) > settings.maxCharsPerWord()) {
      ids.add(settings.unknownId());
      return;
    }
    int before = ids.size();
    int start = PieceTrie.ROOT;
    for (int at = from; at < to; start = continuing) {
      int node = start;
      int longest = PieceTrie.NONE;
      int end = at;
      for (int i = at; i < to && node != PieceTrie.NONE; i++) {
        node = pieces.child(node, text[i]);
        if (node != PieceTrie.NONE && pieces.id(node) != PieceTrie.NONE) {
          longest = pieces.id(node);
          end = i + 1;
        }
      }
      if (longest == PieceTrie.NONE) {
        ids.cutTo(before);
        ids.add(settings.unknownId());
        return;
      }
      ids.add(longest);
      at = end;
    }
  }
}
