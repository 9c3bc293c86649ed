package io.contacttriage.job.operators;

import io.contacttriage.job.Stage;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.policy.PolicyEvaluator;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The compiled books of one subtask, as its broadcast state has them. */
final class BooksInEffect {
  private static final Logger LOG = LoggerFactory.getLogger(BooksInEffect.class);

  private final Followed live;
  private Followed candidate = new Followed(null);

  /** Begins with the shipped book. */
  BooksInEffect() {
    byte[] shipped = ShippedBook.snapshot();
    live = new Followed(CompiledBooks.of(shipped).orThrow());
    Rehearsal.of(Stage.POLICY_INTAKE, round -> CompiledBooks.rehearse(shipped));
  }

  /** The book that decides: the shipped one until one is published. Never null. */
  PolicyEvaluator live() {
    return live.evaluator;
  }

  /** The book that is compared, or null. */
  PolicyEvaluator candidate() {
    return candidate.evaluator;
  }

  /** The book that made a decision since {@link #follow}: one of both. */
  PolicyEvaluator of(RoutingDecision decision) {
    return live().book().versionId().equals(decision.policyVersion()) ? live() : candidate();
  }

  /** Takes over what was published or restored since. */
  void follow(ReadOnlyBroadcastState<String, PublishedBook> books) throws Exception {
    live.follow(books.get(PublishedBook.LIVE));
    PublishedBook published = books.get(PublishedBook.CANDIDATE);
    if (published == null) {
      candidate = new Followed(null);
    } else {
      candidate.follow(published);
    }
  }

  /** One key's newest book that could be compiled. */
  private static final class Followed {
    private PolicyEvaluator evaluator;
    private long version;

    Followed(PolicyEvaluator first) {
      evaluator = first;
    }

    void follow(PublishedBook published) {
      if (published == null || published.version() == version) {
        return;
      }
      version = published.version();
      try {
        evaluator = CompiledBooks.of(published.json()).orThrow();
      } catch (IllegalArgumentException refused) {
        // It passed the checks of an older release: the book before decides on, and says so.
        LOG.error(
            "Policy book {}/{} cannot be used, the {} one before stays: {}",
            published.name(),
            version,
            published.key(),
            refused.getMessage());
      }
    }
  }
}
