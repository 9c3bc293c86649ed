package io.contacttriage.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.cli.Triage;
import io.contacttriage.cli.tools.CommandRun;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say where there is no cluster, or no more. */
class ClusterCommandTest {
  private static final List<String> SLEEP = List.of("sleep", "60");

  @TempDir Path folder;

  @Test
  void whereNoClusterWasStartedTheCommandsSayWhatToDo() {
    assertThat(cluster("status").exitCode()).isEqualTo(1);
    assertThat(cluster("status").err()).contains("no cluster in " + folder, "triage cluster up");
    assertThat(cluster("start").exitCode()).isEqualTo(1);
    assertThat(cluster("start").err()).contains("no cluster in " + folder, "triage cluster up");
    assertThat(cluster("down").err()).contains("no cluster in " + folder);
  }

  @Test
  void aFileThatIsNotAClustersIsNamed() throws Exception {
    Files.writeString(folder.resolve(ProcessCluster.FILE), "{\"ports\": 7}");

    assertThat(cluster("status").err()).contains("is not what a cluster writes");
  }

  @Test
  void aFolderWithOtherFilesIsNotTaken() throws Exception {
    Files.writeString(folder.resolve("holiday.jpg"), "");

    CommandRun up = cluster("up");

    assertThat(up.exitCode()).isEqualTo(2);
    assertThat(up.err()).contains("is not empty");
  }

  @Test
  void aTakenPortIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(cluster("up", "--port-ui", Integer.toString(taken.getLocalPort())).err())
          .contains("--port-ui: port " + taken.getLocalPort() + " is taken");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aProcessIsFoundAgainAndOneOfTheSameIdButAnotherStartIsNot() {
    Path log = folder.resolve("log");
    ServerProcess process = ServerProcess.start("sleeper", SLEEP, log);
    try {
      ServerProcess later =
          new ServerProcess(
              "other", process.pid(), process.startedAtMillis() + 5_000, log, List.of());

      assertThat(process.isAlive()).isTrue();
      assertThat(later.isAlive()).isFalse();
      later.kill();
      assertThat(process.isAlive()).isTrue();
    } finally {
      process.kill();
    }
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aPartThatHasEndedIsStartedAgainAndTheOthersAreLeftAlone() throws Exception {
    ServerProcess lives = ServerProcess.start("broker", SLEEP, folder.resolve("log"));
    ServerProcess ended = ServerProcess.start("taskmanager-1", SLEEP, folder.resolve("log"));
    ended.kill();
    ProcessCluster cluster =
        new ProcessCluster(folder, new ClusterPorts(1, 2, 3, 4, 5), new ClusterShape(1, 1));
    cluster.put(lives);
    cluster.put(ended);
    try {
      assertThat(cluster("start").out().lines()).containsExactly("taskmanager-1 starts again");

      ProcessCluster found = ProcessCluster.find(folder).orElseThrow();
      assertThat(found.broker()).isEqualTo(lives);
      assertThat(found.taskManager(1).pid()).isNotEqualTo(ended.pid());
      assertThat(found.taskManager(1).isAlive()).isTrue();
      assertThat(cluster("start").out().lines()).containsExactly("All parts run.");
    } finally {
      ProcessCluster.find(folder).orElseThrow().close();
    }
  }

  private CommandRun cluster(String command, String... arguments) {
    String[] all = new String[arguments.length + 4];
    all[0] = "cluster";
    all[1] = command;
    all[2] = "--folder";
    all[3] = folder.toString();
    System.arraycopy(arguments, 0, all, 4, arguments.length);
    return CommandRun.of(Triage.commandLine(), all);
  }
}
