package io.contacttriage.cli.cluster;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.contacttriage.cli.CommandFailure;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One process of a cluster. It outlives the command that started it and is found again by its id
 * and its start: an id alone may be another's by then.
 *
 * @param startedAtMillis since the epoch, as the operating system says; 0 where it does not
 * @param command that started it, and starts it again
 */
public record ServerProcess(
    String name, long pid, long startedAtMillis, Path log, List<String> command) {
  private static final long POLITE_SECONDS = 20;

  public ServerProcess {
    command = List.copyOf(command);
  }

  /**
   * Starts a process that writes to {@code log}, behind what is there.
   *
   * @throws UncheckedIOException when it cannot be started
   */
  static ServerProcess start(String name, List<String> command, Path log) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(Redirect.from(new File("/dev/null")))
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(log.toFile()))
              .start();
      return new ServerProcess(name, process.pid(), startOf(process.toHandle()), log, command);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name, e);
    }
  }

  /** Starts the same again, in the place of one that has ended. */
  ServerProcess startAgain() {
    return start(name, command, log);
  }

  @JsonIgnore
  public boolean isAlive() {
    return ProcessHandle.of(pid)
        .filter(handle -> startOf(handle) == startedAtMillis)
        .map(ProcessHandle::isAlive)
        .orElse(false);
  }

  /** Ends it at once, as a lost machine would; returns when it is gone. */
  public void kill() {
    if (isAlive()) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
      awaitEnd(POLITE_SECONDS);
    }
  }

  /** Asks it to end, and ends it when it does not. */
  void stop() {
    if (isAlive()) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
      if (!awaitEnd(POLITE_SECONDS)) {
        kill();
      }
    }
  }

  /** Holds it where it is: its connections stay open and nobody answers on them. */
  public void pause() {
    run("kill", "-STOP", Long.toString(pid));
  }

  /** Lets it go on after {@link #pause()}. */
  public void resume() {
    run("kill", "-CONT", Long.toString(pid));
  }

  /**
   * Lets it write no byte more to any file, as on a full disk, or lifts that.
   *
   * @throws CommandFailure where {@code prlimit} is missing
   */
  public void setDiskFull(boolean full) {
    run("prlimit", "--pid", Long.toString(pid), "--fsize=" + (full ? "0:" : "unlimited:"));
  }

  /** The last lines that it logged. */
  public String lastWords() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    } catch (IOException e) {
      return "no log at " + log;
    }
  }

  private boolean awaitEnd(long seconds) {
    try {
      ProcessHandle handle = ProcessHandle.of(pid).orElse(null);
      if (handle != null) {
        handle.onExit().get(seconds, TimeUnit.SECONDS);
      }
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private static long startOf(ProcessHandle handle) {
    return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private static void run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw CommandFailure.failed(String.join(" ", command) + ": " + said);
      }
    } catch (IOException e) {
      throw CommandFailure.failed("cannot run " + command[0] + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted");
    }
  }
}
