package io.contacttriage.cli.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A part of a measurement in a process of its own, so that it starts cold like the others and its
 * CPU time is its own. It ends when its standard input does, so also when this process is killed.
 */
public final class ChildJvm implements AutoCloseable {
  private static final String READY = "READY ";
  private static final String ANSWER = "ANSWER ";
  private static final String ANSWERED = "ANSWERED";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration TELL_EVERY = Duration.ofMillis(100);
  private static final String COMPILED = "COMPILED";
  private static final int WINDOW_SECONDS = 5;
  private static final int TOLD_LINES = 20;

  /** The kernel's clock for user space: USER_HZ is 100 wherever Java runs. */
  private static final int MILLIS_A_TICK = 10;

  /** The name of a thread is cut after fifteen letters. */
  private static final Pattern COMPILER = Pattern.compile("\\(C[12] CompilerThre");

  private final Process process;
  private final Path log;
  private final BufferedReader output;
  private final Map<String, Long> numbers = new HashMap<>();

  /** What a child answers, in lines. */
  public interface Questions {
    List<String> answer(String question) throws Exception;
  }

  private ChildJvm(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Starts {@code main} with this JVM's flags.
   *
   * @param log takes what it writes to its error output
   */
  public static ChildJvm start(Class<?> main, Path log, List<String> arguments) {
    return start(main, log, arguments, List.of());
  }

  /**
   * Starts {@code main} with this JVM's flags and some more.
   *
   * @param log takes what it writes to its error output
   * @param flags of its JVM
   */
  public static ChildJvm start(
      Class<?> main, Path log, List<String> arguments, List<String> flags) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    try {
      return new ChildJvm(
          new ProcessBuilder(command).redirectError(Redirect.appendTo(log.toFile())).start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For the child: says that it is ready, and what the parent needs to know. */
  public static void sayReady(String answer) {
    System.out.println(READY + answer);
    System.out.flush();
  }

  /** For the child: answers what the parent asks until it lets it end. */
  public static void serve(Questions answers) throws Exception {
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String asked = questions.readLine(); asked != null; asked = questions.readLine()) {
      for (String line : answers.answer(asked)) {
        System.out.println(ANSWER + line);
      }
      System.out.println(ANSWERED);
      System.out.flush();
    }
  }

  /** Asks the child, and waits for its answer. */
  public List<String> ask(String question) {
    List<String> answer = new ArrayList<>();
    try {
      process.getOutputStream().write((question + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.equals(ANSWERED)) {
          return answer;
        }
        if (line.startsWith(ANSWER)) {
          answer.add(line.substring(ANSWER.length()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("a part of the measurement ended early: " + endOfLog());
  }

  /** For the child: waits until the parent lets it end. */
  public static void awaitEnd() throws IOException {
    while (System.in.read() >= 0) {
      // The parent writes nothing.
    }
  }

  /** For the child: lets it end when its parent has let go of it, whatever it does. */
  public static void endWithParent() {
    Thread waiting =
        new Thread(
            () -> {
              try {
                awaitEnd();
              } catch (IOException e) {
                // The parent is gone.
              }
              System.exit(0);
            },
            "end-with-parent");
    waiting.setDaemon(true);
    waiting.start();
  }

  /** Waits until the child is ready, and passes on what it says. */
  public String awaitReady() {
    try {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith(READY)) {
          return line.substring(READY.length());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("a part of the measurement ended early: " + endOfLog());
  }

  private String endOfLog() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TOLD_LINES), lines.size()));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /**
   * For the child: begins to tell a number of this name, ten times a second, with the JIT's time.
   */
  public static void tell(String name, LongSupplier number) {
    Thread telling =
        new Thread(
            () -> {
              while (true) {
                System.out.println(name + " " + number.getAsLong());
                System.out.println(
                    COMPILED
                        + " "
                        + ManagementFactory.getCompilationMXBean().getTotalCompilationTime());
                LockSupport.parkNanos(TELL_EVERY.toNanos());
              }
            },
            "telling");
    telling.setDaemon(true);
    telling.start();
  }

  /** The newest number of a name that the child has told, 0 before the first. */
  public long told(String name) {
    try {
      while (output.ready()) {
        String line = output.readLine();
        int space = line.indexOf(' ');
        if (space > 0) {
          numbers.put(line.substring(0, space), Long.parseLong(line.substring(space + 1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return numbers.getOrDefault(name, 0L);
  }

  /**
   * Waits until the child's JVM has compiled what it runs: it spent less than a twentieth of a
   * window of five seconds on that.
   *
   * @param most of seconds to wait
   * @param enough ends the wait as well
   * @return whether it has compiled what it runs
   */
  public boolean warmUp(int most, BooleanSupplier enough) throws InterruptedException {
    long before = told(COMPILED);
    for (int time = 0; time < most && !enough.getAsBoolean(); time += WINDOW_SECONDS) {
      TimeUnit.SECONDS.sleep(WINDOW_SECONDS);
      long now = told(COMPILED);
      if (time > 0 && (now - before) * 20 < WINDOW_SECONDS * 1000L) {
        return true;
      }
      before = now;
    }
    return false;
  }

  /** CPU time since its start, of all its threads. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /**
   * CPU time of its JIT compilers since its start: what a process that runs for days does not
   * spend. Zero where there is no {@code /proc}.
   */
  public Duration compilerCpu() {
    Path tasks = Path.of("/proc", Long.toString(process.pid()), "task");
    if (!Files.isDirectory(tasks)) {
      return Duration.ZERO;
    }
    try (Stream<Path> all = Files.list(tasks)) {
      return Duration.ofMillis(
          all.mapToLong(task -> compilerTicks(task.resolve("stat"))).sum() * MILLIS_A_TICK);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * User and system time of a thread, as in proc(5); 0 for other threads and for one that ended.
   */
  private static long compilerTicks(Path stat) {
    try {
      String line = Files.readString(stat);
      if (!COMPILER.matcher(line).find()) {
        return 0;
      }
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
      return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    } catch (IOException ended) {
      return 0;
    }
  }

  /** Memory that it has in RAM now, in bytes. */
  public long residentBytes() {
    return 1024
        * procLines("status").stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .sum();
  }

  /** How many copies of ONNX Runtime's native library it has mapped. */
  public long nativeCopies() {
    return procLines("maps").stream()
        .filter(line -> line.contains("libonnxruntime.so"))
        .map(line -> line.substring(line.indexOf('/')))
        .distinct()
        .count();
  }

  private List<String> procLines(String name) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
