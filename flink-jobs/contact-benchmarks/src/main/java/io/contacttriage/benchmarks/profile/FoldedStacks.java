package io.contacttriage.benchmarks.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * CPU time by stack, in the usual form: frames from the outermost on, joined by semicolons, with
 * the nanoseconds spent there. Of consecutive frames of one library that is not ours only the first
 * is kept: what it does within itself is its own business.
 */
public final class FoldedStacks {
  private static final String SEPARATOR = ";";

  /** Counts, subtasks and ports in thread names: {@code (1/2)#0}, {@code -3}, {@code :9092}. */
  private static final Pattern NUMBERS = Pattern.compile("[-(#:]?\\d[\\d./:)#-]*");

  private final Map<String, Long> nanos = new TreeMap<>();

  /**
   * Adds CPU time to a stack.
   *
   * @param thread its name; threads that differ by numbers alone are one
   * @param stack innermost frame first, as Java gives it
   */
  void add(String thread, StackTraceElement[] stack, long cpuNanos) {
    List<String> frames = new ArrayList<>(List.of(threadGroup(thread)));
    // Every thread begins in Java's own classes, which says nothing.
    Library before = Library.JAVA;
    for (int i = stack.length - 1; i >= 0; i--) {
      Library library = Library.of(stack[i].getClassName());
      if (library == Library.OURS || library != before) {
        frames.add(library.frame(stack[i].getClassName(), stack[i].getMethodName()));
      }
      before = library;
    }
    add(String.join(SEPARATOR, frames), cpuNanos);
  }

  /** Adds CPU time to a stack that is folded already, or that only has a name. */
  void add(String folded, long cpuNanos) {
    nanos.merge(folded, cpuNanos, Long::sum);
  }

  /**
   * Reads what {@link #lines} wrote.
   *
   * @throws IllegalArgumentException when a line has no number at its end
   */
  public static FoldedStacks parse(List<String> lines) {
    FoldedStacks stacks = new FoldedStacks();
    for (String line : lines) {
      int space = line.lastIndexOf(' ');
      if (space < 0) {
        throw new IllegalArgumentException(
            "wanted frames, a space and nanoseconds, found '" + line + "'");
      }
      stacks.add(line.substring(0, space), Long.parseLong(line.substring(space + 1)));
    }
    return stacks;
  }

  /** One for each stack: frames, a space, nanoseconds. */
  public List<String> lines() {
    return nanos.entrySet().stream().map(each -> each.getKey() + " " + each.getValue()).toList();
  }

  /** CPU time by its frames, the outermost first. */
  Map<List<String>, Long> byFrames() {
    Map<List<String>, Long> frames = new LinkedHashMap<>();
    nanos.forEach((folded, time) -> frames.put(List.of(folded.split(SEPARATOR, -1)), time));
    return frames;
  }

  long total() {
    return nanos.values().stream().mapToLong(time -> time).sum();
  }

  private static String threadGroup(String thread) {
    return NUMBERS.matcher(thread.replace(SEPARATOR, ",")).replaceAll("").strip();
  }
}
