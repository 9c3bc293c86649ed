package io.contacttriage.text;

/** Replaces every run of two or more spaces: the pattern {@code " {2,}"}. */
record SpaceRunStep(String content) implements NormalizerStep {
  static final String PATTERN = " {2,}";

  @Override
  public Characters apply(Characters text) {
    char[] values = text.values();
    int length = text.length();
    if (!hasRun(values, length)) {
      return text;
    }
    Characters out = new Characters(length + 16);
    for (int at = 0; at < length; ) {
      int end = at;
      while (end < length && values[end] == ' ') {
        end++;
      }
      if (end - at >= 2) {
        out.append(content);
        at = end;
      } else {
        out.append(values[at++]);
      }
    }
    return out;
  }

  private static boolean hasRun(char[] text, int length) {
    for (int i = 1; i < length; i++) {
      if (text[i] == ' ' && text[i - 1] == ' ') {
        return true;
      }
    }
    return false;
  }
}
