package io.contacttriage.cli.sample;

import java.util.List;
import java.util.Random;

/** Puts a mail around a text: greeting, signature, HTML, and threads that grew long. */
final class MailDresser {
  private static final int SUBJECT_CHARACTERS = 32;
  private static final int LONGEST_THREAD = 6;

  private final Random random;

  MailDresser(Random random) {
    this.random = random;
  }

  String subject(SampleText text) {
    List<String> subjects = MailWords.in(text.language()).subjects();
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> subjects.get(random.nextInt(subjects.size()));
      case 3, 4 ->
          "Re: [#"
              + (100_000 + random.nextInt(900_000))
              + "] "
              + subjects.get(random.nextInt(subjects.size()));
      case 5 -> "";
      default -> beginning(text.text());
    };
  }

  String body(SampleText text) {
    MailWords words = MailWords.in(text.language());
    String plain =
        words.greeting()
            + "\n\n"
            + text.text()
            + "\n\n"
            + words.closing()
            + "\n-- \nSent from my phone";
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> plain + "\n\n" + thread(words, 1);
      case 3 -> plain + "\n\n" + thread(words, 2 + random.nextInt(LONGEST_THREAD - 1));
      case 4, 5 -> html(text.text(), words);
      default -> plain;
    };
  }

  /** Answers within answers: each level is quoted once more than the one before. */
  private static String thread(MailWords words, int answers) {
    StringBuilder thread = new StringBuilder();
    for (int level = 0; level < answers; level++) {
      String quote = "> ".repeat(level);
      thread.append(quote).append(words.wrote()).append('\n');
      thread.append(quote).append("> ").append(words.reply()).append('\n');
    }
    return thread.toString();
  }

  private static String html(String text, MailWords words) {
    return "<!DOCTYPE html><html><head><style>p { margin: 0 }</style></head><body><p>"
        + words.greeting()
        + "</p><p>&nbsp;</p><p>"
        + escaped(text).replace("\n", "<br>")
        + "</p><p>"
        + words.closing()
        + "</p><div class=\"gmail_quote\"><div>"
        + escaped(words.wrote())
        + "</div><blockquote>"
        + words.reply()
        + "</blockquote></div></body></html>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String beginning(String text) {
    String line = text.lines().findFirst().orElse("");
    int characters = line.codePointCount(0, line.length());
    return characters <= SUBJECT_CHARACTERS
        ? line
        : line.substring(0, line.offsetByCodePoints(0, SUBJECT_CHARACTERS)) + "…";
  }
}
