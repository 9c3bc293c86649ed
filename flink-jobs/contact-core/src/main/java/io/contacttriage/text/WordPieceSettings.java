package io.contacttriage.text;

import java.util.Map;

/**
 * What a {@code tokenizer.json} says.
 *
 * @param vocabulary piece to id; continuing pieces with their prefix
 * @param maxCharsPerWord in code points; longer words are unknown
 */
record WordPieceSettings(
    BertNormalizer normalizer,
    Map<String, Integer> vocabulary,
    String continuingPrefix,
    int maxCharsPerWord,
    int unknownId,
    int classId,
    int separatorId) {}
