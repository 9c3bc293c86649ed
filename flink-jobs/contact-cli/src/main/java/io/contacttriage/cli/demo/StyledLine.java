package io.contacttriage.cli.demo;

import java.util.ArrayList;
import java.util.List;

/** One line of the live view: pieces of text with a style, cut to the terminal's width. */
final class StyledLine {
  private final List<Piece> pieces = new ArrayList<>();
  private int columns;

  private record Piece(String text, Style style) {}

  static StyledLine of(String text, Style style) {
    return new StyledLine().add(text, style);
  }

  StyledLine add(String text) {
    return add(text, Style.PLAIN);
  }

  /** Adds text of one column for each of its characters: no wide letters, no combining ones. */
  StyledLine add(String text, Style style) {
    if (!text.isEmpty()) {
      pieces.add(new Piece(text, style));
      columns += text.length();
    }
    return this;
  }

  int columns() {
    return columns;
  }

  /** Fills up with spaces to a column. */
  StyledLine to(int column) {
    return add(" ".repeat(Math.max(0, column - columns)));
  }

  String render(int width, boolean colour) {
    StringBuilder line = new StringBuilder();
    int left = width;
    for (Piece piece : pieces) {
      String text = piece.text().substring(0, Math.min(left, piece.text().length()));
      line.append(colour ? piece.style().paint(text) : text);
      left -= text.length();
      if (left == 0) {
        break;
      }
    }
    return line.toString().stripTrailing();
  }
}
