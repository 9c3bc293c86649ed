package io.contacttriage.routing.policy;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** For the fuzzer, see {@code flink-jobs/fuzz}: any bytes are a policy book or have problems. */
public final class PolicyBookTarget {
  private PolicyBookTarget() {}

  /** As the snapshot of a topic, as {@code book.yaml} and as the one policy of a book. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    check(PolicyBookReader.readJson(bytes));
    check(PolicyBookReader.readFiles(Map.of(PolicyBookReader.BOOK_FILE, bytes)));
    check(
        PolicyBookReader.readFiles(
            Map.of(
                PolicyBookReader.BOOK_FILE,
                "schemaVersion: 1\nname: fuzzed\nversion: 1\nowner: us\npolicies: [one]\n"
                    .getBytes(StandardCharsets.UTF_8),
                PolicyBookReader.POLICY_FOLDER + "one.yaml",
                bytes)));
  }

  private static void check(PolicyBookResult result) {
    if (result.isBook()) {
      byte[] written = PolicyBookWriter.write(result.book());
      if (!PolicyBookReader.readJson(written).orThrow().equals(result.book())) {
        throw new AssertionError("written and read again it is another book");
      }
    }
  }
}
