package io.contacttriage.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The WordPiece tokenizer of BERT models: the ids of the Hugging Face library, without native code.
 * Special tokens that stand in the text are ordinary text ({@code encode_special_tokens}), so
 * nobody can write {@code [SEP]} into a contact and end it there. Safe for use by many threads.
 */
public final class WordPieceTokenizer implements Tokenizer {
  /** Of 254 places between [CLS] and [SEP], 160 go to the beginning of a long text. */
  private static final int HEAD_SHARE = 160;

  private static final int ALL_SHARES = 254;

  private final WordPieceSettings settings;
  private final PieceTrie pieces;
  private final int continuing;
  private final int maxTokens;

  WordPieceTokenizer(WordPieceSettings settings, int maxTokens) {
    if (maxTokens < 4) {
      throw new IllegalArgumentException("wanted at least 4 tokens a text, found " + maxTokens);
    }
    this.settings = settings;
    this.pieces = new PieceTrie(settings.vocabulary());
    this.continuing = pieces.node(settings.continuingPrefix());
    this.maxTokens = maxTokens;
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
    return new WordPieceTokenizer(new TokenizerFileReader().read(tokenizerJson), maxTokens);
  }

  /**
   * {@inheritDoc} Of a long text the first 160/254 and the last 94/254 pieces of the room between
   * the special tokens.
   */
  @Override
  public int[] encode(String text) {
    CharSequence normalized = settings.normalizer().normalize(text);
    Ids ids = new Ids(normalized.length() / 3 + 8);
    ids.add(settings.classId());
    int length = normalized.length();
    int wordStart = 0;
    for (int i = 0; i < length; ) {
      int c = Character.codePointAt(normalized, i);
      int next = i + Character.charCount(c);
      int flags = BertCharacters.flags(c);
      if ((flags & (BertCharacters.SPACE | BertCharacters.PUNCTUATION)) != 0) {
        addWord(normalized, wordStart, i, ids);
        if ((flags & BertCharacters.SPACE) == 0) {
          addWord(normalized, i, next, ids);
        }
        wordStart = next;
      }
      i = next;
    }
    addWord(normalized, wordStart, length, ids);
    return finish(ids);
  }

  /** A word that cannot be pieced together is unknown as a whole. */
  private void addWord(CharSequence text, int from, int to, Ids ids) {
    if (from == to) {
      return;
    }
    int before = ids.size;
    if (to - from > settings.maxCharsPerWord()
        && Character.codePointCount(text, from, to) > settings.maxCharsPerWord()) {
      ids.add(settings.unknownId());
      return;
    }
    int node = PieceTrie.ROOT;
    for (int at = from; at < to; ) {
      long piece = node == PieceTrie.NONE ? PieceTrie.NONE : pieces.longest(text, at, to, node);
      if (piece == PieceTrie.NONE) {
        ids.size = before;
        ids.add(settings.unknownId());
        return;
      }
      ids.add((int) piece);
      at = (int) (piece >>> 32);
      node = continuing;
    }
  }

  private int[] finish(Ids ids) {
    if (ids.size < maxTokens) {
      ids.add(settings.separatorId());
      return Arrays.copyOf(ids.values, ids.size);
    }
    int room = maxTokens - 2;
    int head = room * HEAD_SHARE / ALL_SHARES;
    int tail = room - head;
    int[] cut = Arrays.copyOf(ids.values, maxTokens);
    System.arraycopy(ids.values, ids.size - tail, cut, 1 + head, tail);
    cut[maxTokens - 1] = settings.separatorId();
    return cut;
  }

  private static final class Ids {
    private int[] values;
    private int size;

    Ids(int capacity) {
      values = new int[capacity];
    }

    void add(int id) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      values[size++] = id;
    }
  }
}
