package io.contacttriage.text;

/** One part of a normalizer. */
interface NormalizerStep {
  /** The changed text; the given one may be used for it. */
  Characters apply(Characters text);
}
