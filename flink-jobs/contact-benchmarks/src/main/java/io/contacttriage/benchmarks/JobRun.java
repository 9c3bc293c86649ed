package io.contacttriage.benchmarks;

import java.time.Duration;

/**
 * What a job did in the time that counts.
 *
 * @param seconds by the clock
 * @param jobCpu of the job's own process
 * @param brokerCpu of the broker's, zero without one
 * @param warm whether its JVM had compiled what it runs, so that its CPU time is the job's alone
 */
record JobRun(long contacts, double seconds, Duration jobCpu, Duration brokerCpu, boolean warm) {
  /** Contacts a second, by the clock. */
  double rate() {
    return contacts / seconds;
  }

  /** Milliseconds of CPU time of all processes for a thousand contacts. */
  double cpuMillis() {
    return jobCpuMillis() + brokerCpu.toMillis() * 1e3 / contacts;
  }

  /** Of these, the job's own process. */
  double jobCpuMillis() {
    return jobCpu.toMillis() * 1e3 / contacts;
  }

  /** Contacts for each second of CPU time of the job's own process. */
  double perJobCpuSecond() {
    return contacts * 1e3 / jobCpu.toMillis();
  }

  /** Cores that the job's own process had, as a mean. */
  double jobCores() {
    return jobCpu.toMillis() / (seconds * 1e3);
  }

  /** Cores that the broker had, as a mean. */
  double brokerCores() {
    return brokerCpu.toMillis() / (seconds * 1e3);
  }
}
