package io.contacttriage.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * SentencePiece's precompiled character map, as the Hugging Face library applies it: a cluster of
 * less than six bytes is replaced by what its shortest known beginning maps to, whatever follows
 * that beginning; of every other cluster each character is mapped alone.
 */
final class CharacterMap implements NormalizerStep {
  private static final int LONGEST_MAPPED_CLUSTER = 5;

  /** A double array (Darts) over UTF-8, whose values are places in {@link #replacements}. */
  private final int[] units;

  /** UTF-8, each ended by a zero. */
  private final byte[] replacements;

  /** By character of the basic plane; null where it stays. */
  private final String[] basicPlane = new String[Character.MIN_SUPPLEMENTARY_CODE_POINT];

  /** Whether a character of the basic plane stays, when the one behind it begins a cluster. */
  private final boolean[] stays = new boolean[Character.MIN_SUPPLEMENTARY_CODE_POINT];

  /**
   * Takes a map apart.
   *
   * @param map bytes of the array as a little-endian int, the array, the replacements
   * @throws IllegalArgumentException when it is cut off
   */
  CharacterMap(byte[] map) {
    ByteBuffer bytes = ByteBuffer.wrap(map).order(ByteOrder.LITTLE_ENDIAN);
    int arrayBytes = map.length < Integer.BYTES ? 0 : bytes.getInt();
    if (arrayBytes < Integer.BYTES
        || arrayBytes % Integer.BYTES != 0
        || arrayBytes > bytes.remaining()) {
      throw new IllegalArgumentException(
          "wanted an array and its size in front, found " + map.length + " bytes");
    }
    units = new int[arrayBytes / Integer.BYTES];
    for (int i = 0; i < units.length; i++) {
      units[i] = bytes.getInt();
    }
    replacements = new byte[bytes.remaining()];
    bytes.get(replacements);
    for (int c = 0; c < basicPlane.length; c++) {
      if (!Character.isSurrogate((char) c)) {
        basicPlane[c] = find(new char[] {(char) c}, 0, 1);
      }
      stays[c] = basicPlane[c] == null && GraphemeClusters.isPlain((char) c);
    }
  }

  @Override
  public Characters apply(Characters text) {
    char[] in = text.values();
    int length = text.length();
    int at = endOfUnchanged(in, 0, length);
    if (at == length) {
      return text;
    }
    Characters out = new Characters(length + 16);
    out.append(in, 0, at);
    while (at < length) {
      if (stays[in[at]]) {
        int unchanged = endOfUnchanged(in, at, length);
        if (unchanged > at) {
          out.append(in, at, unchanged);
          at = unchanged;
          continue;
        }
      } else if (isAlone(in, at, length)) {
        mapOne(in[at++], out);
        continue;
      }
      int end = GraphemeClusters.end(in, at, length);
      String whole =
          end - at > 1 && utf8Length(in, at, end) <= LONGEST_MAPPED_CLUSTER
              ? find(in, at, end)
              : null;
      if (whole != null) {
        out.append(whole);
      } else {
        mapEach(in, at, end, out);
      }
      at = end;
    }
    return out;
  }

  /** Of many texts all stays. */
  private int endOfUnchanged(char[] text, int from, int length) {
    int end = from;
    while (end < length && stays[text[end]]) {
      end++;
    }
    // The last one may belong to a cluster with what follows.
    return end > from && end < length && !GraphemeClusters.isPlain(text[end]) ? end - 1 : end;
  }

  private static boolean isAlone(char[] text, int at, int length) {
    return GraphemeClusters.isPlain(text[at])
        && (at + 1 == length || GraphemeClusters.isPlain(text[at + 1]));
  }

  private void mapOne(char c, Characters out) {
    String mapped = basicPlane[c];
    if (mapped == null) {
      out.append(c);
    } else {
      out.append(mapped);
    }
  }

  private void mapEach(char[] text, int from, int to, Characters out) {
    for (int i = from; i < to; ) {
      int c = Character.codePointAt(text, i, to);
      int next = i + Character.charCount(c);
      String mapped = next - i == 1 ? null : find(text, i, next);
      if (mapped != null) {
        out.append(mapped);
      } else if (next - i == 1) {
        mapOne(text[i], out);
      } else {
        out.appendCodePoint(c);
      }
      i = next;
    }
  }

  /** What the shortest known beginning of these characters maps to, or null. */
  private String find(char[] text, int from, int to) {
    int unit = units[0];
    int node = begin(unit);
    for (byte signed : new String(text, from, to - from).getBytes(StandardCharsets.UTF_8)) {
      int label = signed & 0xFF;
      node ^= label;
      // Outside of the array nothing is known, as little as behind a zero.
      if (label == 0 || node < 0 || node >= units.length || label(units[node]) != label) {
        return null;
      }
      unit = units[node];
      node ^= begin(unit);
      if (isLeaf(unit) && node >= 0 && node < units.length) {
        return replacement(units[node] & Integer.MAX_VALUE);
      }
    }
    return null;
  }

  private String replacement(int from) {
    if (from >= replacements.length) {
      return "";
    }
    int to = from;
    while (to < replacements.length && replacements[to] != 0) {
      to++;
    }
    return new String(replacements, from, to - from, StandardCharsets.UTF_8);
  }

  private static boolean isLeaf(int unit) {
    return (unit >>> 8 & 1) == 1;
  }

  /** With the highest bit, which tells a value from a node. */
  private static int label(int unit) {
    return unit & (Integer.MIN_VALUE | 0xFF);
  }

  private static int begin(int unit) {
    return unit >>> 10 << ((unit & 1 << 9) >>> 6);
  }

  private static int utf8Length(char[] text, int from, int to) {
    int bytes = 0;
    for (int i = from; i < to; i++) {
      char c = text[i];
      // Half of a pair is two of its four bytes.
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }
}
