package io.contacttriage.cli.plan;

import io.contacttriage.cli.CommandFailure;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How much hardware a demand takes.
 *
 * @param slots of all TaskManagers, the parallelism of the job
 * @param perSlot contacts a second that a slot decides at most
 * @param busy share of its time that a slot works at the demanded rate
 * @param limit what asked for the most slots
 * @param p99Seconds that is expected at that rate
 * @param partitions of the topic of contacts
 * @param jobCpuHours of the job's processes for a million contacts, whatever they are given
 * @param brokerCpuHours of the brokers for a million contacts, for one replica
 * @param coreHours that are paid for a million contacts at that rate, TaskManagers and JobManagers
 * @param cost of these, empty without a price
 */
record CapacityPlan(
    int slots,
    int taskManagers,
    double perSlot,
    double busy,
    Limit limit,
    double p99Seconds,
    int partitions,
    double jobCpuHours,
    double brokerCpuHours,
    double coreHours,
    OptionalDouble cost) {
  /** One stands by. */
  static final int JOB_MANAGERS = 2;

  private static final int MILLION = 1_000_000;
  private static final double SECONDS_AN_HOUR = 3600;

  /** As config/kafka/topics.yaml has it. */
  private static final int LEAST_PARTITIONS = 8;

  /** What bounds how busy a slot may be. */
  enum Limit {
    P99("the p99"),
    CATCH_UP("catching up after an outage"),
    MOST_BUSY("how busy a slot may be");

    final String inWords;

    Limit(String inWords) {
      this.inWords = inWords;
    }
  }

  /**
   * Plans.
   *
   * @param queue at one slot
   * @param replay how much of the past is read again after an outage: the checkpoint interval
   * @param mostSlots that the job can ever have, its max parallelism
   * @throws CommandFailure when no number of slots is enough
   */
  static CapacityPlan of(
      Demand demand, Calibration calibration, SlotQueue queue, Duration replay, int mostSlots) {
    double target = SlotQueue.seconds(demand.p99());
    double forP99 = queue.busiest(target);
    if (forP99 == 0) {
      throw CommandFailure.failed(
          String.format(
              Locale.ROOT,
              "--p99: no number of slots gives %.0f ms: an idle one takes %.0f ms, of which %.0f ms are"
                  + " waits that the settings ask for and %.0f ms is a slow contact's own time",
              target * 1e3,
              queue.p99(0) * 1e3,
              (queue.fixed() + queue.linger()) * 1e3,
              queue.slowest99() * 1e3));
    }
    double missed = SlotQueue.seconds(demand.outage().plus(replay));
    // While the backlog is worked off, as much again comes in.
    double forCatchUp = 1 / (1 + missed / SlotQueue.seconds(demand.catchUp()));
    double busiest = Math.min(demand.mostBusy(), Math.min(forP99, forCatchUp));
    Limit limit =
        busiest == demand.mostBusy()
            ? Limit.MOST_BUSY
            : busiest == forP99 ? Limit.P99 : Limit.CATCH_UP;

    double perSlot = calibration.perSlot();
    int perTaskManager = demand.slotsPerTaskManager();
    long taskManagers = (long) Math.ceil(demand.rate() / (perSlot * busiest) / perTaskManager);
    if (taskManagers * perTaskManager > mostSlots) {
      throw CommandFailure.failed(
          "--rate: %,d slots would be needed, and the job has at most %,d ('pipeline.max-parallelism')"
              .formatted(taskManagers * perTaskManager, mostSlots));
    }
    int slots = (int) taskManagers * perTaskManager;
    double busy = demand.rate() / (perSlot * slots);
    double coreHours = (slots + JOB_MANAGERS) / (demand.rate() * SECONDS_AN_HOUR) * MILLION;
    return new CapacityPlan(
        slots,
        (int) taskManagers,
        perSlot,
        busy,
        limit,
        queue.p99(busy),
        partitions(slots),
        MILLION / perSlot / SECONDS_AN_HOUR,
        MILLION * calibration.brokerSeconds() / SECONDS_AN_HOUR,
        coreHours,
        demand.coreHourPrice().isPresent()
            ? OptionalDouble.of(coreHours * demand.coreHourPrice().getAsDouble())
            : OptionalDouble.empty());
  }

  /** The same for each slot, and twice the slots can be had later without new partitions. */
  private static int partitions(int slots) {
    int forEach = Math.max(2, (LEAST_PARTITIONS + slots - 1) / slots);
    return slots * forEach;
  }
}
