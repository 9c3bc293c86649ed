package io.contacttriage.scoring;

/**
 * What is at stake where a fast answer is not enough, lowest first: the order in which the deep
 * tier's work is spared under overload.
 */
public enum Stakes {
  /** The fast answer is enough. */
  NONE,
  /** The topic is in doubt: a wrong one costs a reroute. */
  TOPIC,
  /** The urgency is in doubt. */
  URGENCY,
  /** A harm label other than the safety labels is in doubt. */
  HARM,
  /** A label of {@link HarmLabel#isSafety} is in doubt: never spared. */
  SAFETY
}
