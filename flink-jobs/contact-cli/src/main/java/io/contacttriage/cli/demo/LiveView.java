package io.contacttriage.cli.demo;

import io.contacttriage.cli.live.SeenRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws a demo's progress as lines of text. Never shows what a contact says. */
final class LiveView {
  private static final String FULL = "█";
  private static final String EMPTY = "░";
  private static final int QUEUE_COLUMN = 26;
  private static final int PRIORITIES_WIDTH = 36;
  private static final int REJECTS_COLUMN = 9;

  /** Of queues and latest routes, with the empty lines, and one for queues that found no place. */
  private static final int HEADINGS = 5;

  private static final int FEWEST_LATEST = 3;
  private static final int MOST_LATEST = 8;

  private final String ui;

  LiveView(String ui) {
    this.ui = ui;
  }

  /** The view at this moment, no more than {@code rows} lines of {@code columns} characters. */
  List<StyledLine> lines(Progress progress, int columns, int rows) {
    List<StyledLine> lines = new ArrayList<>();
    lines.add(
        new StyledLine()
            .add("Contact Triage demo", Style.TITLE)
            .add("   web UI  ")
            .add(ui, Style.DIM));
    lines.add(new StyledLine());
    lines.add(progressBar(progress, columns));
    lines.add(counts(progress));
    lines.add(pace(progress));
    lines.add(new StyledLine());

    List<StyledLine> rejects = rejects(progress, columns);
    int left = rows - lines.size() - HEADINGS - rejects.size();
    int queues = Math.min(progress.outcome().queues().size(), Math.max(1, left - FEWEST_LATEST));
    int latest = Math.max(0, Math.min(MOST_LATEST, left - queues));
    queues(lines, progress, columns, queues);
    lines.add(new StyledLine());
    latest(lines, progress, latest);
    lines.add(new StyledLine());
    lines.addAll(rejects);
    return lines.subList(0, Math.min(rows, lines.size()));
  }

  /** The view in one line, where there is no terminal. */
  static String plainLine(Progress progress) {
    return String.format(
        Locale.ROOT,
        "sent %d of %d  routed %d  rejected %d  duplicates %d  %.0f/s  p50 %d ms  p99 %d ms",
        progress.sent(),
        progress.wanted(),
        progress.outcome().decided(),
        progress.outcome().rejected(),
        progress.duplicates(),
        progress.perSecond(),
        progress.outcome().latency().p50(),
        progress.outcome().latency().p99());
  }

  private static StyledLine progressBar(Progress progress, int columns) {
    String counted = String.format(Locale.ROOT, " %,d of %,d", progress.out(), progress.wanted());
    int width = Math.max(10, Math.min(60, columns - counted.length() - 1));
    int full = share(progress.out(), progress.wanted(), width);
    int waiting = share(progress.sent(), progress.wanted(), width) - full;
    return new StyledLine()
        .add(FULL.repeat(full), Style.GOOD)
        .add("▒".repeat(Math.max(0, waiting)), Style.DIM)
        .add(EMPTY.repeat(width - full - Math.max(0, waiting)), Style.DIM)
        .add(counted);
  }

  private static StyledLine counts(Progress progress) {
    StyledLine line =
        new StyledLine()
            .add(String.format(Locale.ROOT, "read %,d = ", progress.read()))
            .add(String.format(Locale.ROOT, "routed %,d", progress.outcome().decided()), Style.GOOD)
            .add(String.format(Locale.ROOT, " + rejected %,d", progress.outcome().rejected()))
            .add(String.format(Locale.ROOT, " + duplicates %,d", progress.duplicates()));
    long within = progress.read() - progress.out();
    return within <= 0
        ? line
        : line.add(String.format(Locale.ROOT, " + on the way %,d", within), Style.DIM);
  }

  private static StyledLine pace(Progress progress) {
    StyledLine line =
        new StyledLine()
            .add(String.format(Locale.ROOT, "%,.0f contacts/s", progress.perSecond()), Style.TITLE)
            .add(
                String.format(
                    Locale.ROOT,
                    "   latency p50 %,d ms  p99 %,d ms   checkpoints %d",
                    progress.outcome().latency().p50(),
                    progress.outcome().latency().p99(),
                    progress.checkpoints()));
    if (progress.outcome().failSafe() > 0) {
      line.add("   without scores " + progress.outcome().failSafe(), Style.BAD);
    }
    if (progress.restarts() > 0) {
      line.add("   restarts " + progress.restarts(), Style.BAD);
    }
    return line;
  }

  private static void queues(List<StyledLine> lines, Progress progress, int columns, int shown) {
    lines.add(StyledLine.of("queue", Style.DIM).to(QUEUE_COLUMN).add("contacts", Style.DIM));
    List<QueueCount> queues = progress.outcome().queues();
    long largest = queues.isEmpty() ? 1 : queues.get(0).contacts();
    int bar = Math.max(8, Math.min(40, columns - QUEUE_COLUMN - 8 - PRIORITIES_WIDTH));
    for (QueueCount queue : queues.subList(0, Math.min(shown, queues.size()))) {
      lines.add(queue(queue, largest, bar));
    }
    if (queues.size() > shown) {
      lines.add(StyledLine.of("… and " + (queues.size() - shown) + " more queues", Style.DIM));
    }
  }

  private static StyledLine queue(QueueCount queue, long largest, int width) {
    StyledLine line =
        new StyledLine()
            .add(cut(queue.queue(), QUEUE_COLUMN - 1))
            .to(QUEUE_COLUMN)
            .add(String.format(Locale.ROOT, "%,6d  ", queue.contacts()));
    int total = Math.max(1, share(queue.contacts(), largest, width));
    int drawn = 0;
    long counted = 0;
    for (Map.Entry<String, Long> part : queue.byPriority().entrySet()) {
      counted += part.getValue();
      // To the running sum, so that the parts of a bar are as long as the whole.
      int end = share(counted, queue.contacts(), total);
      line.add(FULL.repeat(end - drawn), Style.ofPriority(part.getKey()));
      drawn = end;
    }
    line.to(QUEUE_COLUMN + 8 + width + 1);
    queue
        .byPriority()
        .forEach(
            (priority, contacts) ->
                line.add(" " + priority + " " + contacts, Style.ofPriority(priority)));
    return line;
  }

  private static void latest(List<StyledLine> lines, Progress progress, int shown) {
    lines.add(StyledLine.of("latest routes", Style.DIM));
    progress.outcome().latest().stream().limit(shown).forEach(route -> lines.add(route(route)));
  }

  private static StyledLine route(SeenRoute route) {
    return new StyledLine()
        .add(route.priority() + "  ", Style.ofPriority(route.priority()))
        .add(cut(route.queue(), QUEUE_COLUMN - 5))
        .to(QUEUE_COLUMN)
        .add(cut(text(route.language()), 6))
        .to(QUEUE_COLUMN + 7)
        .add(cut(text(route.topic()), 21))
        .to(QUEUE_COLUMN + 29)
        .add(route.reason(), Style.DIM);
  }

  /** Causes and counts, on as many lines as they need. */
  private static List<StyledLine> rejects(Progress progress, int columns) {
    List<StyledLine> lines = new ArrayList<>();
    StyledLine line = StyledLine.of("rejects  ", Style.DIM);
    if (progress.outcome().rejectCauses().isEmpty()) {
      line.add("none");
    }
    for (Map.Entry<String, Long> cause : progress.outcome().rejectCauses().entrySet()) {
      String counted = cause.getKey() + " " + cause.getValue() + "  ";
      if (line.columns() + counted.length() > columns) {
        lines.add(line);
        line = new StyledLine().to(REJECTS_COLUMN);
      }
      line.add(counted);
    }
    lines.add(line);
    return lines;
  }

  private static int share(long part, long of, int width) {
    return of <= 0 ? 0 : (int) Math.min(width, Math.round((double) width * part / of));
  }

  private static String text(String value) {
    return value == null ? "-" : value;
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 1) + "…";
  }
}
