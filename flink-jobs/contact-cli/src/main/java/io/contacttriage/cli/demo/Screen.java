package io.contacttriage.cli.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Redraws lines in place on a terminal. */
final class Screen {
  private static final String HIDE_CURSOR = "\u001b[?25l";
  private static final String SHOW_CURSOR = "\u001b[?25h";
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";

  private final PrintWriter out;
  private final boolean colour;
  private int drawn;

  Screen(PrintWriter out, boolean colour) {
    this.out = out;
    this.colour = colour;
  }

  /** Columns and rows of a terminal. */
  record Size(int columns, int rows) {
    private static final Size USUAL = new Size(100, 40);
    private static final int NARROWEST = 40;

    /** Asks the terminal, which may have been resized; where it does not answer, a usual size. */
    static Size now() {
      try {
        Process stty =
            new ProcessBuilder("stty", "size")
                .redirectInput(new java.io.File("/dev/tty"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        if (!stty.waitFor(1, TimeUnit.SECONDS)) {
          stty.destroy();
        }
        return parsed(answer);
      } catch (IOException e) {
        return USUAL;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return USUAL;
      }
    }

    static Size parsed(String rowsAndColumns) {
      String[] parts = rowsAndColumns.strip().split(" ", -1);
      if (parts.length != 2 || !(parts[0] + parts[1]).chars().allMatch(Character::isDigit)) {
        return USUAL;
      }
      int rows = Integer.parseInt(parts[0]);
      int columns = Integer.parseInt(parts[1]);
      return rows == 0 || columns == 0 ? USUAL : new Size(Math.max(NARROWEST, columns), rows);
    }
  }

  /** Draws over what was drawn before. */
  void draw(List<StyledLine> lines, int columns) {
    StringBuilder frame = new StringBuilder(HIDE_CURSOR);
    frame.append(drawn == 0 ? "" : "\u001b[" + drawn + "A\r");
    for (StyledLine line : lines) {
      frame.append(line.render(columns, colour)).append(CLEAR_LINE).append('\n');
    }
    out.print(frame.append(CLEAR_BELOW));
    out.flush();
    drawn = lines.size();
  }

  /** Leaves what is drawn where it is and gives the cursor back. */
  void release() {
    out.print(SHOW_CURSOR);
    out.flush();
    drawn = 0;
  }
}
