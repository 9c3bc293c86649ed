package io.contacttriage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
  private static final Path LAUNCHER = ProjectFolder.resolve("triage");

  @Test
  void isAScriptThatEveryShellReads() throws Exception {
    assertThat(run("sh", "-n", LAUNCHER.toString())).isEqualTo("exit 0: ");
    assertThat(Files.isExecutable(LAUNCHER)).isTrue();
  }

  @Test
  void saysWhichJavaItNeeds(@TempDir Path home) throws Exception {
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"21.0.2\" 2024-01-16' >&2\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();

    assertThat(run("env", "JAVA_HOME=" + home, LAUNCHER.toString(), "--help"))
        .startsWith("exit 2: ")
        .contains("Java 17 is needed", "is version 21");
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return "exit " + process.waitFor() + ": " + output;
  }
}
