package io.contacttriage.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UScript;
import java.util.HashMap;
import java.util.Map;

/**
 * Latin letters for their look-alikes, in words that mix scripts: "pаypаl" with Cyrillic а. A word
 * is only folded when every foreign letter in it has a look-alike, so words of Russian or Greek
 * stay as they are, and so do Latin stems with a Russian ending.
 */
final class HomoglyphFolder {
  private static final Map<Integer, Character> LATIN = new HashMap<>();

  static {
    put("АВЕЅІЈКМНОРСТУХҮѴԌԚԜӀ", "ABESIJKMHOPCTYXYVGQWI"); // Cyrillic
    put("авеѕіјкмнорстухѵԁԛԝһӏгп", "abesijkmhopctyxvdqwhlrn");
    put("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"); // Greek
    put("αεηικνορτυχωγϲϳ", "aenikvoptuxwycj");
    put("ՍՕԼՏ", "UOLS"); // Armenian
    put("հոսօցյզա", "hnuogjqw");
    put("ᎠᎡᎢᎪᎫᎬᎳᎷᎻᎽᏀᏃᏒᏔᏙᏚᏞᏟᏢᏦᏴᎥᏂ", "DRTAJEWMHYGZRWVSLCPKBih"); // Cherokee
  }

  private HomoglyphFolder() {}

  static String fold(String text) {
    if (text.codePoints().noneMatch(c -> c >= 0x80 && isFoldable(UScript.getScript(c)))) {
      return text;
    }
    StringBuilder out = null;
    for (int i = 0; i < text.length(); ) {
      int end = i;
      boolean latin = false;
      boolean foreign = false;
      boolean allAlike = true;
      while (end < text.length() && isWordPart(text.codePointAt(end))) {
        int c = text.codePointAt(end);
        int script = UScript.getScript(c);
        latin |= script == UScript.LATIN;
        if (isFoldable(script)) {
          foreign = true;
          allAlike &= LATIN.containsKey(c);
        }
        end += Character.charCount(c);
      }
      if (latin && foreign && allAlike) {
        out = out == null ? new StringBuilder(text) : out;
        replace(out, i, end);
      }
      i = end > i ? end : i + Character.charCount(text.codePointAt(i));
    }
    return out == null ? text : out.toString();
  }

  /** Letters of the scripts that are mixed with Latin to deceive, and the accents on them. */
  private static boolean isWordPart(int c) {
    if (c < 0x80) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
    int script = UScript.getScript(c);
    return script == UScript.LATIN
        || isFoldable(script)
        || (script == UScript.INHERITED && !UCharacter.isUWhiteSpace(c));
  }

  private static boolean isFoldable(int script) {
    return script == UScript.CYRILLIC
        || script == UScript.GREEK
        || script == UScript.ARMENIAN
        || script == UScript.CHEROKEE;
  }

  /** Every look-alike is in the basic plane, so places do not move. */
  private static void replace(StringBuilder out, int from, int to) {
    for (int i = from; i < to; i++) {
      Character latin = LATIN.get((int) out.charAt(i));
      if (latin != null) {
        out.setCharAt(i, latin);
      }
    }
  }

  private static void put(String foreign, String latin) {
    if (foreign.length() != latin.length()) {
      throw new IllegalStateException("look-alikes do not pair up: " + foreign + " " + latin);
    }
    for (int i = 0; i < foreign.length(); i++) {
      LATIN.put((int) foreign.charAt(i), latin.charAt(i));
    }
  }
}
