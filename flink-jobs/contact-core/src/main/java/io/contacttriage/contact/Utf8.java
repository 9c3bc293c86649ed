package io.contacttriage.contact;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Questions to bytes that ought to be UTF-8. */
final class Utf8 {
  private Utf8() {}

  /** 3 behind a byte order mark, else 0. */
  static int startOfText(byte[] value) {
    boolean mark =
        value != null
            && value.length >= 3
            && value[0] == (byte) 0xEF
            && value[1] == (byte) 0xBB
            && value[2] == (byte) 0xBF;
    return mark ? 3 : 0;
  }

  /** Whether there is nothing but JSON's white space. */
  static boolean isBlank(byte[] value, int start) {
    for (int i = start; i < value.length; i++) {
      if (value[i] != ' ' && value[i] != '\t' && value[i] != '\n' && value[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  /** Offset of the first sequence that is not UTF-8, or -1. */
  static int firstInvalidByte(byte[] value) {
    ByteBuffer bytes = ByteBuffer.wrap(value);
    CharBuffer chars = CharBuffer.allocate(4096);
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    while (true) {
      CoderResult result = decoder.decode(bytes, chars, true);
      if (result.isError()) {
        return bytes.position();
      }
      if (result.isUnderflow()) {
        return -1;
      }
      chars.clear();
    }
  }
}
