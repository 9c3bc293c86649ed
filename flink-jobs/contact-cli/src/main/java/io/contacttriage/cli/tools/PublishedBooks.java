package io.contacttriage.cli.tools;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.contacttriage.cli.CommandFailure;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyBookReader;
import java.io.IOException;
import java.util.TreeMap;

/**
 * What lies in the topic of the policy books, taken record by record in its order: the job sees the
 * same. A record that is not a book has no version and counts as none. One that nobody vouches for
 * has its version, so that the next one differs from it, and is never published again.
 */
final class PublishedBooks {
  private static final JsonMapper JSON = new JsonMapper();

  /** Each by its version; older live ones stay for the topic's compaction lag. */
  private final TreeMap<Long, byte[]> live = new TreeMap<>();

  private final TreeMap<Long, byte[]> candidates = new TreeMap<>();
  private long newestVersion;
  private long liveVersion;
  private long withdrawnVersion;
  private boolean passedOver;

  /**
   * Takes the next record.
   *
   * @param vouchedFor whether it is signed by the key that signs now, where there is one
   */
  void take(String key, byte[] value, boolean vouchedFor) {
    long version = version(value);
    if (version == 0) {
      return;
    }
    passedOver |= !vouchedFor;
    if (key.equals(PolicyTopic.LIVE)) {
      liveVersion = Math.max(liveVersion, version);
      newestVersion = Math.max(newestVersion, version);
      if (vouchedFor) {
        live.putIfAbsent(version, value);
      }
    } else if (key.equals(PolicyTopic.CANDIDATE)) {
      newestVersion = Math.max(newestVersion, version);
      if (vouchedFor) {
        candidates.putIfAbsent(version, value);
      }
    } else if (key.equals(PolicyTopic.WITHDRAWN)) {
      withdrawnVersion = Math.max(withdrawnVersion, version);
    }
  }

  /** The newest version whatever its key, 0 when there is none: the next one follows it. */
  long newestVersion() {
    return newestVersion;
  }

  /** The version of the live book, 0 when none was published. */
  long liveVersion() {
    return liveVersion;
  }

  /**
   * The candidate that is compared now.
   *
   * @throws CommandFailure when there is none, or it was taken back
   */
  PolicyBook candidate() {
    if (candidates.isEmpty() || candidates.lastKey() < liveVersion()) {
      throw CommandFailure.failed("there is no candidate" + ofTheKey());
    }
    if (candidates.lastKey() <= withdrawnVersion) {
      throw CommandFailure.failed(
          "candidate "
              + candidates.lastKey()
              + " was withdrawn: publish it again if you still want it");
    }
    return PolicyBookReader.readJson(candidates.lastEntry().getValue()).orThrow();
  }

  /**
   * The book that was live before the one that is.
   *
   * @throws CommandFailure when the topic holds none any more
   */
  PolicyBook previousLive() {
    if (live.size() < 2) {
      throw CommandFailure.failed(
          "the book before version "
              + liveVersion()
              + " lies no longer in the topic"
              + ofTheKey()
              + ": publish its files again");
    }
    return PolicyBookReader.readJson(live.lowerEntry(live.lastKey()).getValue()).orThrow();
  }

  private String ofTheKey() {
    return passedOver ? ", not counting books that the key did not sign" : "";
  }

  private static long version(byte[] book) {
    try {
      return book == null ? 0 : JSON.readTree(book).path("version").asLong(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
