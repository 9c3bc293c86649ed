package io.contacttriage.text;

/**
 * Replaces every occurrence of a text.
 *
 * @param pattern not empty
 */
record ReplaceStep(String pattern, String content) implements NormalizerStep {

  @Override
  public Characters apply(Characters text) {
    String before = text.toString();
    if (!before.contains(pattern)) {
      return text;
    }
    Characters out = new Characters(before.length());
    out.append(before.replace(pattern, content));
    return out;
  }
}
