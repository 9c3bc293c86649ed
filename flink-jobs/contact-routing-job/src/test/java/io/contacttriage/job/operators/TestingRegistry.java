package io.contacttriage.job.operators;

import io.contacttriage.scoring.ActiveModel;
import io.contacttriage.scoring.CandidateModel;
import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.ContactShare;
import io.contacttriage.scoring.ModelRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A registry that swaps when its test says so; without a scorer it has no bundle. */
public final class TestingRegistry implements ModelRegistry {
  final Map<String, TestingScorer> open = new ConcurrentHashMap<>();
  int leases;
  int closed;
  private volatile ActiveModel active;
  private volatile CandidateModel candidate;
  private int swaps = -1;

  /** Without a bundle. */
  public static TestingRegistry empty() {
    return new TestingRegistry();
  }

  public static TestingRegistry of(TestingScorer scorer) {
    TestingRegistry registry = new TestingRegistry();
    registry.activate(scorer);
    return registry;
  }

  /** Makes a bundle the active one; those before stay open. */
  void activate(TestingScorer scorer) {
    String model = scorer.model().toString();
    open.put(model, scorer);
    active = new ActiveModel(model, scorer.tokenizer());
    swaps++;
  }

  /** Lets a bundle score some contacts in shadow; null withdraws it. */
  void nameCandidate(TestingScorer scorer, int percent) {
    if (scorer == null) {
      candidate = null;
      return;
    }
    String model = scorer.model().toString();
    open.put(model, scorer);
    candidate = new CandidateModel(model, scorer.tokenizer(), new ContactShare(percent));
  }

  @Override
  public ActiveModel active() {
    return active;
  }

  @Override
  public ContactScorer lease(String model) {
    TestingScorer scorer = open.get(model);
    leases += scorer == null ? 0 : 1;
    return scorer;
  }

  @Override
  public CandidateModel candidate() {
    return candidate;
  }

  @Override
  public ContactScorer leaseCandidate(String model) {
    CandidateModel named = candidate;
    return named != null && named.model().equals(model) ? open.get(model) : null;
  }

  @Override
  public int failedCandidates() {
    return 0;
  }

  @Override
  public int swaps() {
    return Math.max(0, swaps);
  }

  @Override
  public int failedSwaps() {
    return 0;
  }

  @Override
  public long cacheHits() {
    return 0;
  }

  @Override
  public long cacheMisses() {
    return 0;
  }

  @Override
  public void close() {
    closed++;
  }
}
