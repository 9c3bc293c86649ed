package io.contacttriage.text;

import java.io.IOException;
import java.io.InputStream;

/**
 * The Unigram tokenizer of XLM-R models: the ids of the Hugging Face library, without native code.
 * Special tokens that stand in the text are ordinary text, as in SentencePiece itself, so nobody
 * can write {@code </s>} into a contact and end it there. Safe for use by many threads.
 */
public final class UnigramTokenizer implements Tokenizer {
  private static final char REPLACEMENT = '\uFFFD';

  private final UnigramSettings settings;
  private final PieceTrie pieces;
  private final TokenFrame frame;

  UnigramTokenizer(UnigramSettings settings, int maxTokens) {
    this.settings = settings;
    this.pieces = new PieceTrie(settings.pieces());
    this.frame =
        new TokenFrame(new int[] {settings.beginId()}, new int[] {settings.endId()}, maxTokens);
  }

  /**
   * Reads a Hugging Face {@code tokenizer.json}.
   *
   * @param maxTokens longest encoding, special tokens counted
   * @throws IOException when the stream cannot be read or is not JSON
   * @throws IllegalArgumentException when it is another tokenizer than Unigram without bytes for
   *     unknown characters, with a normalizer of Precompiled, Replace and Strip parts, with
   *     Metaspace and a {@code <s> $A </s>} template; names every difference
   */
  public static UnigramTokenizer read(InputStream tokenizerJson, int maxTokens) throws IOException {
    return new UnigramTokenizer(UnigramFileReader.read(tokenizerJson), maxTokens);
  }

  @Override
  public int[] encode(String text) {
    Characters marked = normalize(text);
    markStart(marked);
    TokenIds ids = new TokenIds(marked.length() / 3 + 8);
    BestPath path = new BestPath(pieces, settings);
    char[] in = marked.values();
    int word = 0;
    for (int i = 0; i < marked.length(); i++) {
      char c = in[i];
      if (isDropped(c)) {
        path.add(in, word, i, ids);
        word = i + 1;
      } else if (isMark(c)) {
        path.add(in, word, i, ids);
        in[i] = settings.mark();
        word = i;
      } else if (i == word && settings.marksStart()) {
        // Nobody needs the white space in front any more.
        in[--word] = settings.mark();
      }
    }
    path.add(in, word, marked.length(), ids);
    return ids.in(frame);
  }

  private void markStart(Characters text) {
    if (settings.marksStart() && text.length() > 0) {
      char first = text.values()[0];
      if (!isDropped(first) && !isMark(first)) {
        text.prepend(settings.mark());
      }
    }
  }

  private boolean isMark(char c) {
    return c == ' ' || c == settings.mark();
  }

  private boolean isDropped(char c) {
    return settings.splitsAtSpaces() && (BertCharacters.flags(c) & BertCharacters.SPACE) != 0;
  }

  /** Half of a surrogate pair is read as U+FFFD: no well-formed text could hold it. */
  private Characters normalize(String text) {
    // With room for a mark in front.
    Characters normalized = new Characters(text.length() + 1);
    normalized.append(text);
    char[] values = normalized.values();
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(values[i])) {
        if (Character.isHighSurrogate(values[i])
            && i + 1 < text.length()
            && Character.isLowSurrogate(values[i + 1])) {
          i++;
        } else {
          values[i] = REPLACEMENT;
        }
      }
    }
    for (NormalizerStep step : settings.steps()) {
      normalized = step.apply(normalized);
    }
    return normalized;
  }
}
