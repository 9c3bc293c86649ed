package io.contacttriage.scoring.onnx;

import io.contacttriage.scoring.ActiveModel;
import io.contacttriage.scoring.CandidateModel;
import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.ModelRegistry;
import java.util.concurrent.atomic.AtomicBoolean;

/** One user of a shared registry: closing it leaves, once. */
final class RegistryMembership implements ModelRegistry {
  private final ModelRegistry registry;
  private final Runnable leave;
  private final AtomicBoolean left = new AtomicBoolean();

  RegistryMembership(ModelRegistry registry, Runnable leave) {
    this.registry = registry;
    this.leave = leave;
  }

  @Override
  public ActiveModel active() {
    return registry.active();
  }

  @Override
  public ContactScorer lease(String model) {
    return registry.lease(model);
  }

  @Override
  public CandidateModel candidate() {
    return registry.candidate();
  }

  @Override
  public ContactScorer leaseCandidate(String model) {
    return registry.leaseCandidate(model);
  }

  @Override
  public int failedCandidates() {
    return registry.failedCandidates();
  }

  @Override
  public int swaps() {
    return registry.swaps();
  }

  @Override
  public int failedSwaps() {
    return registry.failedSwaps();
  }

  @Override
  public long cacheHits() {
    return registry.cacheHits();
  }

  @Override
  public long cacheMisses() {
    return registry.cacheMisses();
  }

  @Override
  public void close() {
    if (left.compareAndSet(false, true)) {
      leave.run();
    }
  }
}
