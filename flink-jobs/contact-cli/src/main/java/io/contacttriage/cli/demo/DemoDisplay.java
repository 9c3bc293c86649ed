package io.contacttriage.cli.demo;

import io.contacttriage.cli.Terminal;
import java.io.PrintWriter;
import java.time.Duration;

/** Shows the progress: in place on a terminal, as lines otherwise. */
final class DemoDisplay implements AutoCloseable {
  private static final Duration LINE_EVERY = Duration.ofSeconds(2);
  private static final Duration MEASURE_EVERY = Duration.ofSeconds(2);

  private final PrintWriter out;
  private final LiveView view;
  private final Screen screen;
  private Screen.Size size;
  private Duration measuredAt;
  private Duration saidAt = Duration.ZERO;

  private DemoDisplay(PrintWriter out, LiveView view, Screen screen) {
    this.out = out;
    this.view = view;
    this.screen = screen;
  }

  static DemoDisplay of(Terminal terminal, PrintWriter out, String ui) {
    return new DemoDisplay(
        out, new LiveView(ui), terminal.out() ? new Screen(out, terminal.colour()) : null);
  }

  boolean isLive() {
    return screen != null;
  }

  void show(Progress progress) {
    Duration now = progress.sending();
    if (isLive()) {
      if (measuredAt == null || now.minus(measuredAt).compareTo(MEASURE_EVERY) > 0) {
        size = Screen.Size.now();
        measuredAt = now;
      }
      // One row less, so that the line below the view does not scroll it; one column less, since
      // some terminals wrap a full line.
      int columns = size.columns() - 1;
      screen.draw(view.lines(progress, columns, size.rows() - 1), columns);
    } else if (now.minus(saidAt).compareTo(LINE_EVERY) >= 0 || progress.isComplete()) {
      saidAt = now;
      out.println(LiveView.plainLine(progress));
      out.flush();
    }
  }

  /** Leaves the last view where it is and gives the terminal back. */
  @Override
  public void close() {
    if (isLive()) {
      screen.release();
    }
  }
}
