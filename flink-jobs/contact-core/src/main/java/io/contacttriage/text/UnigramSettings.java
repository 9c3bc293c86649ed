package io.contacttriage.text;

import java.util.List;
import java.util.Map;

/**
 * What a {@code tokenizer.json} says.
 *
 * @param steps of the normalizer, in order
 * @param splitsAtSpaces whether words end at white space, which is dropped
 * @param mark stands for a space and begins a word
 * @param marksStart whether a text, or each word where white space was dropped, begins with a mark
 * @param pieces those that text can be cut into, and their ids: no special tokens
 * @param scores log probabilities by id
 * @param unknownScore of a character that is no piece
 */
record UnigramSettings(
    List<NormalizerStep> steps,
    boolean splitsAtSpaces,
    char mark,
    boolean marksStart,
    Map<String, Integer> pieces,
    double[] scores,
    double unknownScore,
    int unknownId,
    int beginId,
    int endId) {
  UnigramSettings {
    steps = List.copyOf(steps);
  }
}
