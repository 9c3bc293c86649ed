package io.contacttriage.benchmarks.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a benchmark ran on.
 *
 * @param load processes that wanted a core when it began, as a mean of the last minute; negative
 *     where the system does not tell
 */
public record Machine(int cores, String processor, double memoryGib, String java, double load) {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  /** So much of a core may be in use by others before figures are called into question. */
  private static final double QUIET = 0.3;

  /** This one, as it is now. */
  public static Machine now() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        processorName(system.getArch()),
        system.getTotalMemorySize() / (double) (1 << 30),
        Runtime.version().toString(),
        system.getSystemLoadAverage());
  }

  private static String processorName(String otherwise) {
    try {
      return Files.readAllLines(PROCESSORS).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(otherwise);
    } catch (IOException e) {
      return otherwise;
    }
  }

  /** Whether something else was running. */
  boolean wasBusy() {
    return load > QUIET * cores;
  }

  Map<String, Object> json() {
    return new TreeMap<>(
        Map.of(
            "cores", cores,
            "processor", processor,
            "memory_gib", memoryGib,
            "java", java,
            "load", load));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%d cores of %s, %.0f GiB, Java %s", cores, processor, memoryGib, java);
  }
}
