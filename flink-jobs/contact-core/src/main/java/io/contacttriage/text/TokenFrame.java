package io.contacttriage.text;

/**
 * What every tokenizer does last: cuts what is too long, keeping the beginning and the end, and
 * puts the special tokens around.
 */
public final class TokenFrame {
  /** Of 254 places between [CLS] and [SEP], 160 go to the beginning of a long text. */
  private static final int HEAD_SHARE = 160;

  private static final int ALL_SHARES = 254;

  private final int[] before;
  private final int[] after;
  private final int room;

  /**
   * For tokenizers with these special tokens.
   *
   * @param before ids in front of a text, such as [CLS]
   * @param after ids behind it, such as [SEP]
   * @param maxTokens longest result, special tokens counted
   */
  public TokenFrame(int[] before, int[] after, int maxTokens) {
    int least = before.length + after.length + 2;
    if (maxTokens < least) {
      throw new IllegalArgumentException(
          "wanted at least " + least + " tokens a text, found " + maxTokens);
    }
    this.before = before.clone();
    this.after = after.clone();
    this.room = maxTokens - before.length - after.length;
  }

  /**
   * Of a long text the first 160/254 and the last 94/254 of the room between the special tokens.
   *
   * @param ids holds the text's ids in its first {@code count} places
   */
  public int[] around(int[] ids, int count) {
    int kept = Math.min(count, room);
    int[] framed = new int[before.length + kept + after.length];
    System.arraycopy(before, 0, framed, 0, before.length);
    int head = count <= room ? count : room * HEAD_SHARE / ALL_SHARES;
    int tail = kept - head;
    System.arraycopy(ids, 0, framed, before.length, head);
    System.arraycopy(ids, count - tail, framed, before.length + head, tail);
    System.arraycopy(after, 0, framed, before.length + kept, after.length);
    return framed;
  }
}
