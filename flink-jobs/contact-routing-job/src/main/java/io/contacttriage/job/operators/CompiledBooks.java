package io.contacttriage.job.operators;

import io.contacttriage.routing.policy.PolicyBookReader;
import io.contacttriage.routing.policy.PolicyEvaluator;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Compiled policy books of this process, by their snapshot. Compiling takes long compared with a
 * contact: the policy room does it when a book arrives, and the routing subtasks find it done.
 */
final class CompiledBooks {
  /** The live one, the one before, a candidate, the shipped one, and as many of another job. */
  private static final int KEPT = 8;

  private static final Map<ByteBuffer, PolicyEvaluator> BY_SNAPSHOT =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, PolicyEvaluator> eldest) {
          return size() > KEPT;
        }
      };

  private CompiledBooks() {}

  /**
   * The evaluator of a snapshot, compiled at most once while it is in use. Whoever asks meanwhile
   * waits for it.
   *
   * @param json a snapshot that passed every check
   */
  static synchronized PolicyEvaluator of(byte[] json) {
    return BY_SNAPSHOT.computeIfAbsent(
        ByteBuffer.wrap(json),
        snapshot -> PolicyEvaluator.compile(PolicyBookReader.readJson(json).orThrow()));
  }
}
