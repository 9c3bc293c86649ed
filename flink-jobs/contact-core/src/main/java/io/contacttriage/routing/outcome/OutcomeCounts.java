package io.contacttriage.routing.outcome;

/**
 * What was counted of one group. Public and flat, so that Flink can keep it.
 *
 * @param decided contacts that the group said yes to, judged or not
 * @param said of them those that a person judged
 * @param right of those the ones that the person agreed with
 * @param missed contacts that the person put here and the decision did not
 * @param touched contacts of which the first touch is known; of rules only
 * @param late of them those touched after {@code respondBy}
 * @param touchMillis from receipt to first touch, summed over the touched
 */
public record OutcomeCounts(
    long decided, long said, long right, long missed, long touched, long late, long touchMillis) {
  public static final OutcomeCounts NONE = new OutcomeCounts(0, 0, 0, 0, 0, 0, 0);

  /** The sum of both. */
  public OutcomeCounts plus(OutcomeCounts other) {
    return new OutcomeCounts(
        decided + other.decided,
        said + other.said,
        right + other.right,
        missed + other.missed,
        touched + other.touched,
        late + other.late,
        touchMillis + other.touchMillis);
  }

  /** What takes these away when it is added. */
  public OutcomeCounts negated() {
    return new OutcomeCounts(-decided, -said, -right, -missed, -touched, -late, -touchMillis);
  }

  /** The share of what was said that was right. */
  public Share precision() {
    return Share.of(right, said);
  }

  /** The share of what is true that was said. */
  public Share recall() {
    return Share.of(right, right + missed);
  }

  /** The share of judged contacts that a person sent elsewhere. */
  public Share rerouted() {
    return Share.of(said - right, said);
  }

  /** The share of touched contacts that were touched too late. */
  public Share lateShare() {
    return Share.of(late, touched);
  }
}
