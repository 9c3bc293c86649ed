package io.contacttriage.scoring.onnx;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.StatsCounter;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.contacttriage.scoring.Scores;
import io.contacttriage.text.PreparedContact;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * The scores of texts that come again and again: campaigns, and what everybody writes during an
 * incident. It belongs to one open bundle and ends with it. Safe for use by many threads.
 *
 * <p>A text is known by 128 bits of SipHash under keys of this process alone, so that nothing in
 * memory tells whether somebody wrote a given text, and nobody can write one that is taken for
 * another.
 */
final class ScoreCache {
  private final Cache<Key, Scores> scores;
  private final HashFunction high;
  private final HashFunction low;

  /** What the answer depends on: token ids, and what the language rule reads beside them. */
  record Key(long high, long low) {}

  /**
   * @param texts the most that are remembered; what was not asked for lately goes first
   * @param counter counts hits and misses
   */
  ScoreCache(int texts, StatsCounter counter) {
    scores = Caffeine.newBuilder().maximumSize(texts).recordStats(() -> counter).build();
    SecureRandom random = new SecureRandom();
    high = Hashing.sipHash24(random.nextLong(), random.nextLong());
    low = Hashing.sipHash24(random.nextLong(), random.nextLong());
  }

  Key key(PreparedContact contact) {
    return new Key(hash(high, contact), hash(low, contact));
  }

  /** The scores of an earlier contact that must be this one's too, or null. */
  Scores get(Key key) {
    return scores.getIfPresent(key);
  }

  void put(Key key, Scores answer) {
    scores.put(key, answer);
  }

  /** Forgets all texts, and answers how many there were. */
  int clear() {
    int texts = (int) size();
    scores.invalidateAll();
    return texts;
  }

  long size() {
    scores.cleanUp();
    return scores.estimatedSize();
  }

  private static long hash(HashFunction function, PreparedContact contact) {
    int[] tokenIds = contact.tokenIds();
    Hasher hasher = function.newHasher().putInt(tokenIds.length);
    for (int id : tokenIds) {
      hasher.putInt(id);
    }
    put(hasher, contact.facts().script());
    put(hasher, contact.facts().languageHint());
    return hasher.hash().asLong();
  }

  /** With its length, so that two fields cannot run into each other. */
  private static void put(Hasher hasher, String field) {
    if (field == null) {
      hasher.putInt(-1);
    } else {
      hasher.putInt(field.length()).putString(field, StandardCharsets.UTF_8);
    }
  }
}
