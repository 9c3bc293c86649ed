package io.contacttriage.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The newest message of a mail thread: without what it answers and without signatures. Lines that
 * are quoted by hand stay, as they may be the very words that a person reports; so does everything
 * when the newest message is too short to say anything without the rest.
 */
final class ThreadTrimmer {
  private static final int MIN_LETTERS_LEFT = 12;
  private static final int MAX_MARKER = 300;
  private static final int MAX_SIGNATURE_LINES = 10;
  private static final int HEADERS_WITHIN = 3;

  private static final Pattern SEPARATOR =
      Pattern.compile(
          "[-_ ]{2,}(original message|forwarded message|original appointment|mesej asal"
              + "|mesej dimajukan|pesan asli|pesan terusan|原始邮件|原始郵件|转发邮件|轉寄郵件)[-_ ]{2,}",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ATTRIBUTION =
      Pattern.compile(
          "(on\\b.{5,280}\\bwrote|pada\\b.{5,280}\\b(menulis|wrote)|(am|le|el)\\b.{5,280}"
              + "\\b(schrieb|a écrit|escribió)|.{0,100}[在于於].{3,180}(写道|寫道)) ?:?",
          Pattern.CASE_INSENSITIVE);

  /** Last characters of {@link #ATTRIBUTION}, without its colon. */
  private static final String ATTRIBUTION_ENDS = "eEsSbBtTó道";

  private static final Pattern FIRST_HEADER =
      Pattern.compile(
          "\\*?(from|dari|daripada|发件人|發件人|寄件者|寄件人) ?\\*?:.*", Pattern.CASE_INSENSITIVE);
  private static final Pattern NEXT_HEADER =
      Pattern.compile(
          "\\*?(sent|to|cc|date|subject|dikirim|dihantar|kepada|ke|tarikh|tanggal|subjek|perkara"
              + "|perihal|发送时间|發送時間|发送日期|收件人|收件者|日期|时间|主题|主旨|寄件日期) ?\\*?:.*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern DEVICE_SIGNATURE =
      Pattern.compile(
          "sent from my .{1,40}|sent (from|via|using) (the )?(\\w+ ){0,3}(mail|outlook|yahoo|gmail"
              + "|iphone|ipad|android|samsung|galaxy|huawei|phone|mobile|app)\\b.{0,40}"
              + "|get outlook for .{1,40}"
              + "|(dihantar daripada|dihantar dari|dikirim dari|dikirim dengan) (\\w+ ){0,2}"
              + "(mail|outlook|yahoo|gmail|iphone|ipad|android|samsung|galaxy|xiaomi|redmi|oppo"
              + "|vivo|huawei|hp|ponsel|telefon|handphone|smartphone|perangkat)\\b.{0,40}"
              + "|(发自|發自|从|從)(我的)? ?(iphone|ipad|android|手机|手機|华为|小米|qq邮箱|outlook|网易).{0,20}",
          Pattern.CASE_INSENSITIVE);

  private ThreadTrimmer() {}

  static String trim(String body) {
    String[] lines = body.split("\n", -1);
    if (lines.length == 1) {
      return body;
    }
    String trimmed = String.join("\n", newest(lines));
    boolean enough =
        trimmed.codePoints().filter(Character::isLetter).limit(MIN_LETTERS_LEFT).count()
            >= MIN_LETTERS_LEFT;
    return enough ? trimmed : body;
  }

  private static List<String> newest(String[] lines) {
    List<String> kept = new ArrayList<>();
    boolean written = false;
    boolean inReply = false;
    for (int i = 0; i < lines.length; i++) {
      int attributed = linesOfAttribution(lines, i);
      boolean ends = attributed > 0 || isSeparator(lines, i) || isSignature(lines, i);
      if (attributed > 0 && isQuoted(nextFilled(lines, i + attributed))) {
        inReply = true; // what answers below the quoted lines is kept
        i += attributed - 1;
      } else if (ends && written) {
        return kept;
      } else if (ends && !inReply && !isSignature(lines, i)) {
        return List.of(lines); // where the person's own words begin below cannot be told
      } else if (!isLeftOut(lines[i].strip(), inReply)) {
        kept.add(lines[i]);
        written |= !ends && !lines[i].isBlank();
      }
    }
    return kept;
  }

  private static boolean isLeftOut(String line, boolean inReply) {
    return (inReply && isQuoted(line)) || DEVICE_SIGNATURE.matcher(marker(line)).matches();
  }

  /** 1 or 2 when an attribution begins here, as long ones are wrapped; else 0. */
  private static int linesOfAttribution(String[] lines, int at) {
    String line = lines[at].strip();
    if (isAttribution(line)) {
      return 1;
    }
    if (line.isEmpty() || at + 1 == lines.length) {
      return 0;
    }
    String next = lines[at + 1].strip();
    boolean wrapped = isAttribution(line + " " + next) && !isAttribution(next);
    return wrapped ? 2 : 0;
  }

  /** The pattern is dear and few lines end like one, so the end is looked at first. */
  private static boolean isAttribution(String line) {
    int end = line.length();
    end -= end > 0 && line.charAt(end - 1) == ':' ? 1 : 0;
    end -= end > 0 && line.charAt(end - 1) == ' ' ? 1 : 0;
    return end > 0
        && ATTRIBUTION_ENDS.indexOf(line.charAt(end - 1)) >= 0
        && ATTRIBUTION.matcher(marker(line)).matches();
  }

  /** A rule with a title, or the first lines of a mail's header. */
  private static boolean isSeparator(String[] lines, int at) {
    String line = lines[at].strip();
    boolean rule = line.startsWith("-") || line.startsWith("_");
    if (rule && SEPARATOR.matcher(marker(line)).matches()) {
      return true;
    }
    if (line.indexOf(':') < 0 || !FIRST_HEADER.matcher(marker(line)).matches()) {
      return false;
    }
    for (int i = at + 1; i < lines.length && i <= at + HEADERS_WITHIN; i++) {
      if (NEXT_HEADER.matcher(marker(lines[i].strip())).matches()) {
        return true;
      }
    }
    return false;
  }

  /** RFC 3676: two dashes and a space; many programs lose the space. */
  private static boolean isSignature(String[] lines, int at) {
    return lines[at].strip().equals("--") && lines.length - at - 1 <= MAX_SIGNATURE_LINES;
  }

  private static boolean isQuoted(String line) {
    return line.startsWith(">");
  }

  private static String nextFilled(String[] lines, int from) {
    for (int i = from; i < lines.length; i++) {
      if (!lines[i].isBlank()) {
        return lines[i].strip();
      }
    }
    return "";
  }

  /** Long lines are sentences; not looking at them keeps the patterns cheap. */
  private static String marker(String line) {
    return line.length() <= MAX_MARKER ? line : "";
  }
}
