package io.contacttriage.text;

/** Takes white space from the ends of a text. */
record StripStep(boolean left, boolean right) implements NormalizerStep {

  @Override
  public Characters apply(Characters text) {
    char[] values = text.values();
    int from = 0;
    int to = text.length();
    while (left && from < to && isSpace(values[from])) {
      from++;
    }
    while (right && to > from && isSpace(values[to - 1])) {
      to--;
    }
    text.keep(from, to);
    return text;
  }

  private static boolean isSpace(char c) {
    return (BertCharacters.flags(c) & BertCharacters.SPACE) != 0;
  }
}
