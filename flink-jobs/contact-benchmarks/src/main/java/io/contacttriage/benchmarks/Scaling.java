package io.contacttriage.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * Two slots against one, round by round. The broker wants CPU time of the same cores, so the clock
 * alone makes the second slot look worse than it is: by CPU time it is left out.
 *
 * @param wall rate with two slots in that with one, by the clock; not corrected
 * @param oneSlot contacts for each second of CPU time of the job's own process, with one slot
 * @param twoSlots the same with two
 * @param corrected rate with two slots in that with one, if the job had the CPU time for as much as
 *     each slot did in its own: twice the second by the first
 * @param jobCores that the job's process had with two slots
 * @param brokerCores that the broker had meanwhile
 */
record Scaling(
    Spread wall,
    Spread oneSlot,
    Spread twoSlots,
    Spread corrected,
    Spread jobCores,
    Spread brokerCores) {
  /** Of as many rounds each. */
  static Scaling of(List<JobRun> one, List<JobRun> two) {
    return new Scaling(
        ratio(one, two, (a, b) -> b.rate() / a.rate()),
        Spread.of(one, JobRun::perJobCpuSecond),
        Spread.of(two, JobRun::perJobCpuSecond),
        ratio(one, two, (a, b) -> 2 * b.perJobCpuSecond() / a.perJobCpuSecond()),
        Spread.of(two, JobRun::jobCores),
        Spread.of(two, JobRun::brokerCores));
  }

  private static Spread ratio(
      List<JobRun> one, List<JobRun> two, ToDoubleBiFunction<JobRun, JobRun> ratio) {
    return Spread.of(
        IntStream.range(0, one.size())
            .mapToObj(round -> ratio.applyAsDouble(one.get(round), two.get(round)))
            .toList());
  }

  /** What was found, and which of it is corrected. */
  String words(String job) {
    return String.format(
        Locale.ROOT,
        "%s, two slots against one. By the clock, not corrected: %.2f times the contacts a second;"
            + " with two slots the job had %.2f cores and the broker %.2f of the same. By CPU time,"
            + " corrected: the job's own process does %,.0f contacts in a second of CPU time with one"
            + " slot and %,.0f with two, so that two slots with a core each would do %.2f times.",
        job,
        wall.median(),
        jobCores.median(),
        brokerCores.median(),
        oneSlot.median(),
        twoSlots.median(),
        corrected.median());
  }
}
