package io.contacttriage.job.operators;

import io.contacttriage.job.JobVersion;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.erasure.ErasedCounts;
import io.contacttriage.routing.erasure.ErasureReceipt;
import io.contacttriage.scoring.ScoredContact;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Runs {@link RouteContactsFunction}, and erases: an erasure reaches every subtask, and the one
 * that keeps a subject looks it up by its key, which a broadcast function cannot do without passing
 * over all keys.
 *
 * <p>An erasure clears at once, and again just before the next barrier, when all that was on its
 * way through the rooms has arrived; then the receipt is given. So neither that checkpoint nor a
 * later one holds anything of the subject, and nothing about the erasure has to be in state: after
 * a failure in between, the request is read again.
 */
public final class RoutingOperator
    extends CoBroadcastWithKeyedOperator<String, ScoredContact, ControlRecord, RoutingDecision> {
  private final RouteContactsFunction function;
  private final RegistrySource models;
  private final Clock clock;
  private final List<Pending> pending = new ArrayList<>();

  /** An erasure that waits for the barrier, and what it cleared so far. */
  private record Pending(Erasure erasure, ErasedCounts cleared) {}

  /**
   * Makes the operator; its first input is keyed by subject, its second broadcast.
   *
   * @param models whose remembered texts an erasure forgets
   */
  public RoutingOperator(RouteContactsFunction function, RegistrySource models) {
    this(function, models, Clock.systemUTC());
  }

  RoutingOperator(RouteContactsFunction function, RegistrySource models, Clock clock) {
    super(function, List.of(RouteContactsFunction.POLICY_BOOK));
    this.function = function;
    this.models = models;
    this.clock = clock;
  }

  @Override
  public void open() throws Exception {
    super.open();
    function.restored(
        getOperatorStateBackend().getBroadcastState(RouteContactsFunction.POLICY_BOOK));
  }

  @Override
  public void processElement2(StreamRecord<ControlRecord> record) throws Exception {
    Erasure erasure = record.getValue().erasure();
    if (erasure == null) {
      super.processElement2(record);
    } else {
      pending.add(new Pending(erasure, erase(erasure)));
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    giveReceipts();
  }

  @Override
  public void finish() throws Exception {
    giveReceipts();
    super.finish();
  }

  private void giveReceipts() throws Exception {
    for (Pending waiting : pending) {
      ErasedCounts cleared = waiting.cleared().plus(erase(waiting.erasure()));
      output.collect(ErasureReceipts.TAG, new StreamRecord<>(receipt(waiting.erasure(), cleared)));
    }
    pending.clear();
  }

  private ErasedCounts erase(Erasure erasure) throws Exception {
    ErasedCounts cleared = new ErasedCounts(0, 0, models.forgetTexts());
    for (String subject : erasure.subjects()) {
      if (isKeptHere(subject)) {
        setCurrentKey(subject);
        cleared = cleared.plus(function.forgetSubject());
      }
    }
    return cleared;
  }

  /** State of another subtask's key must not even be asked for. */
  private boolean isKeptHere(String subject) {
    TaskInfo task = getRuntimeContext().getTaskInfo();
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(
            subject, task.getMaxNumberOfParallelSubtasks(), task.getNumberOfParallelSubtasks())
        == task.getIndexOfThisSubtask();
  }

  private ErasureReceipt receipt(Erasure erasure, ErasedCounts cleared) {
    TaskInfo task = getRuntimeContext().getTaskInfo();
    return new ErasureReceipt(
        erasure.requestId(),
        erasure.sealedCustomer(),
        cleared,
        task.getIndexOfThisSubtask(),
        task.getNumberOfParallelSubtasks(),
        clock.instant(),
        JobVersion.CURRENT);
  }
}
