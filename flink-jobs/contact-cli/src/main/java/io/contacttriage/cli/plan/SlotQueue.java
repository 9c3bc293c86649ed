package io.contacttriage.cli.plan;

import io.contacttriage.job.settings.JobSettings;
import java.time.Duration;
import org.apache.flink.configuration.ExecutionOptions;

/**
 * How long contacts wait at one slot: a queue with one server, random arrivals and service times of
 * any distribution (M/G/1).
 *
 * <p>The mean wait is that of Pollaczek and Khinchine, {@code ρ/(1-ρ) · (1+v)/2 · s}. Its tail is
 * taken as exponential, as it is in heavy traffic (Kingman 1962): {@code P(wait > t) = ρ ·
 * exp(-ρt/mean)}. To the wait that one contact in a hundred exceeds come a slow contact's own
 * service, the rest of its micro-batch, and the waits that the settings make; adding quantiles errs
 * on the safe side.
 *
 * @param service s, mean seconds of work for one contact, of everything that the slot's core does
 * @param variation v, squared coefficient of variation of the service time
 * @param slowest99 seconds that one contact in a hundred takes longer than
 * @param linger longest seconds that a micro-batch waits for more contacts
 * @param fixed seconds that every contact waits whatever the load
 * @param batch most contacts of a micro-batch
 */
record SlotQueue(
    double service, double variation, double slowest99, double linger, double fixed, int batch) {
  private static final double RARE = 0.01;
  private static final double EXACT = 1e-4;

  /** The queue at a slot of the job with these settings. */
  static SlotQueue of(Calibration calibration, JobSettings settings) {
    Duration buffers = settings.flink().get(ExecutionOptions.BUFFER_TIMEOUT);
    double producer =
        Double.parseDouble(settings.kafka().producerProperties().getProperty("linger.ms")) / 1e3;
    return new SlotQueue(
        1 / calibration.perSlot(),
        calibration.service().variation(),
        calibration.service().slowest99Seconds(),
        seconds(settings.microBatch().linger()),
        seconds(buffers) + producer,
        settings.microBatch().maxContacts());
  }

  /**
   * Seconds that one contact in a hundred takes longer than.
   *
   * @param busy ρ, share of its time that the slot works, from 0 to below 1
   */
  double p99(double busy) {
    double together = Math.min(batch, 1 + busy / service * linger);
    return fixed + linger + slowest99 + (together - 1) * service + wait99(busy);
  }

  private double wait99(double busy) {
    double meanOfThoseWhoWait = (1 + variation) / 2 * service / (1 - busy);
    return busy <= RARE ? 0 : meanOfThoseWhoWait * Math.log(busy / RARE);
  }

  /**
   * How busy a slot may be.
   *
   * @return the largest share of its time at which the p99 is met, 0 when it never is
   */
  double busiest(double p99) {
    double met = 0;
    double missed = 1;
    if (p99(0) > p99) {
      return 0;
    }
    while (missed - met > EXACT) {
      double middle = (met + missed) / 2;
      if (p99(middle) <= p99) {
        met = middle;
      } else {
        missed = middle;
      }
    }
    return met;
  }

  static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
