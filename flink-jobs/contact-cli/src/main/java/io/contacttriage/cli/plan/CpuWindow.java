package io.contacttriage.cli.plan;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A few seconds of the job at full load.
 *
 * @param contacts that were decided
 * @param seconds by the clock
 * @param jobCpuSeconds of the job's own process: all threads but the JIT compilers, which come to
 *     rest after some minutes
 * @param brokerCpuSeconds of the Kafka broker's process
 */
public record CpuWindow(
    long contacts, double seconds, double jobCpuSeconds, double brokerCpuSeconds) {
  /** Contacts a second, by the clock. */
  public double rate() {
    return contacts / seconds;
  }

  /** Contacts for each second of CPU time of the job's own process: what one slot does. */
  public double perJobCpuSecond() {
    return contacts / jobCpuSeconds;
  }

  /** Seconds of CPU time of all processes for one contact. */
  double cpuSeconds() {
    return (jobCpuSeconds + brokerCpuSeconds) / contacts;
  }

  /** The median of a figure over some windows. */
  static double median(List<CpuWindow> windows, ToDoubleFunction<CpuWindow> figure) {
    double[] sorted = windows.stream().mapToDouble(figure).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
