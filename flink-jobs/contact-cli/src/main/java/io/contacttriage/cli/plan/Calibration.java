package io.contacttriage.cli.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.contacttriage.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * What the job takes on one machine, measured.
 *
 * @param model the bundle, {@code name/version}
 * @param cores of the machine
 * @param languages share of each language among the contacts
 * @param windows of the whole job at full load, at least one
 */
public record Calibration(
    String model,
    int cores,
    Map<String, Double> languages,
    List<CpuWindow> windows,
    ServiceTimes service) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public Calibration {
    windows = List.copyOf(windows);
    languages = Map.copyOf(languages);
    Objects.requireNonNull(service, "service");
  }

  /**
   * Reads the {@code calibration} of a plan that was written as JSON.
   *
   * @throws CommandFailure when there is none
   */
  static Calibration read(Path file) {
    try {
      Calibration read =
          JSON.treeToValue(
              JSON.readTree(Files.readAllBytes(file)).path("calibration"), Calibration.class);
      if (read != null && !read.windows().isEmpty()) {
        return read;
      }
    } catch (IOException unreadable) {
      // Said below: what is wanted is the same, whatever is wrong.
    }
    throw CommandFailure.wrongUsage(
        "--calibration: wanted a file that './triage plan --json' wrote, found " + file);
  }

  /** Contacts a second that a slot with a core of its own decides at most. */
  public double perSlot() {
    return median(CpuWindow::perJobCpuSecond);
  }

  /**
   * Contacts a second that this machine decides at most when the broker is on it too and all cores
   * are busy.
   */
  public double onThisMachine() {
    return cores / median(CpuWindow::cpuSeconds);
  }

  /** Seconds of CPU time that the broker spent on one contact. */
  double brokerSeconds() {
    return median(window -> window.brokerCpuSeconds() / window.contacts());
  }

  /** The least and the most that a window had of a slot's contacts a second. */
  double[] perSlotRange() {
    var all = windows.stream().mapToDouble(CpuWindow::perJobCpuSecond).summaryStatistics();
    return new double[] {all.getMin(), all.getMax()};
  }

  private double median(ToDoubleFunction<CpuWindow> figure) {
    return CpuWindow.median(windows, figure);
  }
}
