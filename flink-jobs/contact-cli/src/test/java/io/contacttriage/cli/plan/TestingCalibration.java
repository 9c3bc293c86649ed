package io.contacttriage.cli.plan;

import java.util.List;
import java.util.Map;

/** Round figures: a slot decides a thousand contacts a second, the broker takes a tenth of that. */
final class TestingCalibration {
  static final ServiceTimes ALIKE = new ServiceTimes(0.001, 0, 0.001, 0.1);

  private TestingCalibration() {}

  static Calibration of(ServiceTimes service) {
    return new Calibration(
        "triage/1.0.0",
        2,
        Map.of("en", 0.75, "de", 0.25),
        List.of(window(900), window(1_000), window(1_200)),
        service);
  }

  private static CpuWindow window(long perCpuSecond) {
    return new CpuWindow(perCpuSecond * 8, 5, 8, 0.8);
  }
}
