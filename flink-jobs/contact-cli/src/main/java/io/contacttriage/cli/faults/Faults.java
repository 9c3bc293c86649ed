package io.contacttriage.cli.faults;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.cluster.ServerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** All faults that the suite knows. */
final class Faults {
  private static final Fault.Step NOTHING = scene -> {};
  private static final int POISON = 2_000;
  private static final int OTHER_TIMES = 200;

  /** In the order of the documentation. */
  static final List<Fault> ALL =
      List.of(
          new Fault(
              "kill-taskmanager",
              "kill -9 of a TaskManager, started again",
              Duration.ZERO,
              scene -> scene.replaceTaskManager(),
              NOTHING),
          new Fault(
              "kill-jobmanager",
              "kill -9 of the JobManager, started again",
              Duration.ZERO,
              scene -> scene.cluster().jobManager().kill(),
              scene -> {
                scene.cluster().startAgain(scene.cluster().jobManager());
                // The TaskManagers go on for a while: they have not noticed yet.
                scene.cluster().requireJob();
              }),
          new Fault(
              "kill-broker",
              "kill -9 of the broker, back after 5 s",
              Duration.ofSeconds(5),
              scene -> scene.cluster().broker().kill(),
              scene -> {
                scene.cluster().startAgain(scene.cluster().broker());
                scene.cluster().awaitBroker();
              }),
          new Fault(
              "broker-unreachable",
              "the broker answers nobody for a minute",
              Duration.ofMinutes(1),
              scene -> scene.cluster().broker().pause(),
              scene -> scene.cluster().broker().resume()),
          new Fault(
              "disk-full",
              "no Flink process can write to a file for 20 s",
              Duration.ofSeconds(20),
              scene -> setDiskFull(scene, true),
              scene -> setDiskFull(scene, false)),
          new Fault(
              "slow-taskmanager",
              "a TaskManager gets a fifth of its time for 20 s",
              Duration.ZERO,
              Faults::slowDown,
              NOTHING),
          new Fault(
              "poison",
              POISON + " malformed records at once",
              Duration.ZERO,
              scene -> scene.sendMalformed(POISON),
              NOTHING),
          new Fault(
              "clock-jump",
              "senders' clocks are a day ahead, then two behind",
              Duration.ZERO,
              scene -> {
                scene.sendOfAnotherTime(OTHER_TIMES, Duration.ofHours(20));
                scene.sendOfAnotherTime(OTHER_TIMES, Duration.ofHours(30));
                scene.sendOfAnotherTime(OTHER_TIMES, Duration.ofDays(-2));
              },
              NOTHING),
          new Fault(
              "models-gone",
              "no model directory for 10 s, and a TaskManager lost",
              Duration.ofSeconds(10),
              scene -> {
                scene.hideModels();
                scene.replaceTaskManager();
              },
              Scene::showModels),
          new Fault(
              "policies-deleted",
              "no policy topic for 15 s, and a TaskManager lost",
              Duration.ofSeconds(15),
              scene -> {
                scene.deletePolicies();
                scene.replaceTaskManager();
              },
              scene -> {
                scene.makePolicies();
                scene.publishNextBook();
              }),
          new Fault(
              "overload",
              "ten times the load for two minutes",
              Duration.ofMinutes(2),
              Scene::startFlood,
              Scene::stopFlood));

  private Faults() {}

  /**
   * The faults of these names.
   *
   * @param names null for all but the overload, which takes long
   * @throws CommandFailure when a name is unknown, with all known ones
   */
  static List<Fault> named(List<String> names) {
    if (names == null) {
      return ALL.stream().filter(fault -> !fault.name().equals("overload")).toList();
    }
    List<Fault> found = new ArrayList<>();
    for (String name : names) {
      found.add(
          ALL.stream()
              .filter(fault -> fault.name().equals(name))
              .findFirst()
              .orElseThrow(() -> unknown(name)));
    }
    return found;
  }

  private static CommandFailure unknown(String name) {
    return CommandFailure.wrongUsage(
        "--faults: wanted some of "
            + String.join(", ", ALL.stream().map(Fault::name).toList())
            + ", found "
            + name);
  }

  private static void setDiskFull(Scene scene, boolean full) {
    scene.cluster().jobManager().setDiskFull(full);
    for (int i = 1; i <= scene.cluster().shape().taskManagers(); i++) {
      scene.cluster().taskManager(i).setDiskFull(full);
    }
  }

  private static void slowDown(Scene scene) throws InterruptedException {
    ServerProcess slow = scene.anyTaskManager();
    for (int i = 0; i < 20; i++) {
      slow.pause();
      try {
        TimeUnit.MILLISECONDS.sleep(800);
      } finally {
        slow.resume();
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }
}
