package io.contacttriage.cli.demo;

/** Colours of the live view, by what they mean. */
enum Style {
  PLAIN(""),
  DIM("2"),
  TITLE("1"),
  GOOD("32"),
  BAD("31"),
  P0("1;31"),
  P1("35"),
  P2("33"),
  P3("36"),
  P4("34");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  static Style ofPriority(String priority) {
    return switch (priority) {
      case "P0" -> P0;
      case "P1" -> P1;
      case "P2" -> P2;
      case "P3" -> P3;
      case "P4" -> P4;
      default -> PLAIN;
    };
  }

  String paint(String text) {
    return this == PLAIN ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
