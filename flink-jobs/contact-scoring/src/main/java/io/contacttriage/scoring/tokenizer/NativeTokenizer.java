package io.contacttriage.scoring.tokenizer;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.jni.LibUtils;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import io.contacttriage.text.TokenFrame;
import io.contacttriage.text.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Any tokenizer of the Hugging Face library, through its native code: for kinds that the core has
 * none for. Cuts as those do, and special tokens in a text are ordinary text here too.
 *
 * <p>The library is called without DJL's own classes around it, which report each new tokenizer to
 * their maker and make nine native calls a text instead of three. Safe for use by many threads.
 */
public final class NativeTokenizer implements Tokenizer {
  private static final TokenizersLibrary LIBRARY = TokenizersLibrary.LIB;

  /** A bundle that is swapped out is closed by nobody: its tokenizer is read by prepared texts. */
  private static final Cleaner CLEANER = Cleaner.create();

  private final long handle;
  private final TokenFrame frame;

  private NativeTokenizer(String json, int maxTokens) {
    handle = LIBRARY.createTokenizerFromString(json);
    long owned = handle;
    CLEANER.register(this, () -> LIBRARY.deleteTokenizer(owned));
    frame = frame(maxTokens);
  }

  /**
   * Reads a Hugging Face {@code tokenizer.json} of any kind.
   *
   * @param maxTokens longest encoding, special tokens counted
   * @throws IOException when the stream cannot be read or is not JSON
   * @throws IllegalArgumentException when the library does not take it, when a text could contain
   *     special tokens, or when the native code cannot be loaded
   */
  public static NativeTokenizer read(InputStream tokenizerJson, int maxTokens) throws IOException {
    NativeTokenizerFile file = new NativeTokenizerFile(tokenizerJson);
    try {
      load();
      NativeTokenizer tokenizer = new NativeTokenizer(file.json(), maxTokens);
      tokenizer.refuseSpecialTokensInTexts(file);
      return tokenizer;
    } catch (EngineException | LinkageError e) {
      throw new IllegalArgumentException(
          "wanted the Hugging Face library's native code, but: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "the Hugging Face library refuses it: " + e.getMessage(), e);
    }
  }

  @Override
  public int[] encode(String text) {
    int[] ids = ids(text);
    return frame.around(ids, ids.length);
  }

  private int[] ids(String text) {
    try {
      long encoding = LIBRARY.encode(handle, wellFormed(text), false);
      try {
        return Arrays.stream(LIBRARY.getTokenIds(encoding)).mapToInt(Math::toIntExact).toArray();
      } finally {
        LIBRARY.deleteEncoding(encoding);
      }
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Left to itself DJL looks for a graphics card, and would fetch other native code for it. */
  private static void load() {
    if (System.getProperty("ai.djl.offline") == null) {
      System.setProperty("ai.djl.offline", "true");
    }
    LibUtils.checkStatus();
  }

  private TokenFrame frame(int maxTokens) {
    long encoding = LIBRARY.encode(handle, "a", true);
    try {
      int[] ids = Arrays.stream(LIBRARY.getTokenIds(encoding)).mapToInt(Math::toIntExact).toArray();
      long[] isSpecial = LIBRARY.getSpecialTokenMask(encoding);
      int from = 0;
      while (from < ids.length && isSpecial[from] == 1) {
        from++;
      }
      int to = ids.length;
      while (to > from && isSpecial[to - 1] == 1) {
        to--;
      }
      if (!Arrays.equals(Arrays.copyOfRange(ids, from, to), ids("a"))) {
        throw new IllegalArgumentException(
            "wanted special tokens before and after a text only, found others");
      }
      return new TokenFrame(
          Arrays.copyOf(ids, from), Arrays.copyOfRange(ids, to, ids.length), maxTokens);
    } finally {
      LIBRARY.deleteEncoding(encoding);
    }
  }

  private void refuseSpecialTokensInTexts(NativeTokenizerFile file) {
    Set<Integer> forbidden = new HashSet<>(file.specialIds());
    Arrays.stream(frame.around(new int[0], 0)).forEach(forbidden::add);
    for (String token : file.specialTokens()) {
      for (String text : new String[] {token, " " + token + " ", "a" + token + "a"}) {
        if (Arrays.stream(ids(text)).anyMatch(forbidden::contains)) {
          throw new IllegalArgumentException(
              "wanted special tokens that nobody can write, found " + token);
        }
      }
    }
  }

  /** Half of a surrogate pair is read as U+FFFD, as the core's tokenizers read it. */
  private static String wellFormed(String text) {
    int length = text.length();
    char[] mended = null;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else {
        mended = mended == null ? text.toCharArray() : mended;
        mended[i] = '\uFFFD';
      }
    }
    return mended == null ? text : new String(mended);
  }
}
