package io.contacttriage.job.operators;

import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.text.PreparedContact;
import java.time.Duration;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes the scoring room's operator; a factory is the way to reach a processing-time timer. */
public final class MicroBatchScoringOperatorFactory
    extends AbstractStreamOperatorFactory<ScoredContact>
    implements OneInputStreamOperatorFactory<PreparedContact, ScoredContact> {
  private final RegistrySource models;
  private final MicroBatch microBatch;
  private final Duration longestWait;

  /**
   * @param longestWait of a contact since it was written to its topic, before deep work is spared;
   *     zero for ever
   */
  public MicroBatchScoringOperatorFactory(
      RegistrySource models, MicroBatch microBatch, Duration longestWait) {
    this.models = models;
    this.microBatch = microBatch;
    this.longestWait = longestWait;
    this.chainingStrategy = ChainingStrategy.ALWAYS;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Flink declares it so.
  public <T extends StreamOperator<ScoredContact>> T createStreamOperator(
      StreamOperatorParameters<ScoredContact> parameters) {
    return (T) new MicroBatchScoringOperator(parameters, models, microBatch, longestWait);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return MicroBatchScoringOperator.class;
  }
}
