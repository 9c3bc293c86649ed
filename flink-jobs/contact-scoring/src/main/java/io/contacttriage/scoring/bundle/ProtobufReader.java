package io.contacttriage.scoring.bundle;

import java.nio.charset.StandardCharsets;

/**
 * Walks the fields of one protobuf message in place. Stricter than a general parser where that
 * costs no honest file anything: what one parser skips and another reads is where attacks hide.
 * Format: the protobuf encoding guide.
 */
final class ProtobufReader {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int LENGTH_DELIMITED = 2;
  static final int FIXED32 = 5;

  private final byte[] bytes;
  private final int end;
  private int position;
  private int field;
  private int wireType;
  private long number;
  private int valueStart;

  ProtobufReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private ProtobufReader(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.position = start;
    this.end = end;
  }

  /** A file that is not what the encoding allows. */
  static final class MalformedException extends Exception {
    MalformedException(String found, int position) {
      super(found + " at byte " + position);
    }
  }

  /** Moves to the next field; false at the end of the message. */
  boolean next() throws MalformedException {
    if (position == end) {
      return false;
    }
    int start = position;
    long tag = varint();
    field = (int) (tag >>> 3);
    wireType = (int) (tag & 7);
    if (tag < 0 || tag > 0xFFFF_FFFFL || field == 0) {
      throw new MalformedException("a field number out of range", start);
    }
    valueStart = position;
    switch (wireType) {
      case VARINT -> number = varint();
      case FIXED64 -> skip(8);
      case FIXED32 -> skip(4);
      case LENGTH_DELIMITED -> {
        long length = varint();
        valueStart = position;
        skip(length);
      }
      default -> throw new MalformedException("wire type " + wireType, start);
    }
    return true;
  }

  /** Number of the field that {@link #next} moved to. */
  int field() {
    return field;
  }

  /** Value of a varint field. */
  long number() throws MalformedException {
    want(VARINT);
    return number;
  }

  /** Value of a length-delimited field as text; wrong UTF-8 becomes replacement characters. */
  String text() throws MalformedException {
    want(LENGTH_DELIMITED);
    return new String(bytes, valueStart, position - valueStart, StandardCharsets.UTF_8);
  }

  /** Value of a length-delimited field as a message; shares the bytes. */
  ProtobufReader message() throws MalformedException {
    want(LENGTH_DELIMITED);
    return new ProtobufReader(bytes, valueStart, position);
  }

  private void want(int wanted) throws MalformedException {
    if (wireType != wanted) {
      throw new MalformedException("field " + field + " with wire type " + wireType, valueStart);
    }
  }

  private void skip(long length) throws MalformedException {
    if (length < 0 || length > end - position) {
      throw new MalformedException("a field that goes past the end of its message", valueStart);
    }
    position += (int) length;
  }

  private long varint() throws MalformedException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (position == end) {
        throw new MalformedException("the end of the message inside a number", position);
      }
      byte next = bytes[position++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new MalformedException("a number of more than ten bytes", position);
  }
}
