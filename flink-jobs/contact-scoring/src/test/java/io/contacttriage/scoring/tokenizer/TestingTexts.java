package io.contacttriage.scoring.tokenizer;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Texts that a tokenizer may stumble over, the same for the same seed. */
public final class TestingTexts {
  private static final List<String> SENTENCES =
      List.of(
          "My account was HACKED and they are buying coins!!!",
          "I can't log in, the code never arrives (tried 3x).",
          "Refund please: charged twice on 2026-10-03, $49.99 each...",
          "Akaun saya kena hack, orang tu dah tukar email saya",
          "Saya tak boleh log masuk la, tolong check pls 😭😭",
          "Duit RM350 dah ditolak tapi barang belum sampai sejak minggu lepas",
          "Akun saya dihack orang, tolong dibantu secepatnya ya kak",
          "Gak bisa narik saldo, udah 3 hari nunggu",
          "Penjualnya menipu, uang saya tidak dikembalikan",
          "我的账号被盗了,对方在买金币",
          "退款什么时候到账?我等了两个星期了。",
          "我的account被ban了,pls帮我check一下la",
          "為什麼我的影片被刪除了?",
          "アカウントにログインできません。ｶﾀｶﾅ",
          "계정이 해킹당했어요. 도와주세요!",
          "ฉันเข้าสู่ระบบไม่ได้ ช่วยด้วย",
          "मेरा खाता हैक हो गया है, कृपया मदद करें",
          "আমার অ্যাকাউন্ট ক্ষমা",
          "حِسَابِي مُغْلَق أرجو المساعدة",
          "Мой аккаунт взломали, помогите! Ёлка",
          "Tôi không thể đăng nhập vào tài khoản",
          "Hesabım çalındı, İSTANBUL ılık IŞIK, Größe STRASSE ẞ ΟΔΥΣΣΕΥΣ",
          "<phone> <card> <email> <iban> <url> <handle>");
  private static final List<String> LITERALS =
      List.of(
          "[CLS]",
          "[SEP]",
          "[PAD]",
          "[UNK]",
          "[MASK]",
          "<s>",
          "</s>",
          "<pad>",
          "<unk>",
          "<mask>",
          "<|endoftext|>",
          "<0x41>",
          "▁",
          "##",
          "##ing",
          "</",
          "s>",
          "[",
          "]");
  private static final int[] SPACES = {
    ' ', ' ', '\t', '\n', 0xB, 0xC, '\r', 0x1C, 0x1F, 0x85, 0xA0, 0x1680, 0x180E, 0x2000, 0x2009,
    0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000
  };
  private static final int[] UNSEEN = {
    0, 1, 7, 0x7F, 0x9F, 0xAD, 0x34F, 0x61C, 0x115F, 0x17B4, 0x180B, 0x200B, 0x200C, 0x200D, 0x200E,
    0x202E, 0x2060, 0x2065, 0x2066, 0xFE0F, 0xFEFF, 0xFFFC, 0xFFFD, 0xFFFE, 0xFFFF, 0xE000, 0xE0001,
    0xE0041, 0xE0100, 0xF0000, 0x10FFFF
  };
  private static final int[] JOINING = {
    'a', 'Q', 'q', 'e', 0xA9, 0xAE, 0x2122, 0x301, 0x308, 0x327, 0x5B0, 0x64B, 0x600, 0x605, 0x6DD,
    0x110BD, 0x11A3A, 0x903, 0x93E, 0x94D, 0x915, 0x937, 0x9CD, 0x995, 0xA4D, 0xACD, 0xA95, 0xD4D,
    0xD15, 0x1000, 0x1039, 0xE33, 0x1100, 0x1161, 0x11A8, 0xAC00, 0xAC01, 0x3099, 0x304B, 0xFF76,
    0xFF9E, 0x200C, 0x200D, 0xFE0F, 0x20E3, '1', 0x1F1F2, 0x1F1FE, 0x1F3FD, 0x1F468, 0x1F469,
    0x2764, 0x1F777, 0x1FA30, 0x1F1AE, 0xE0067, 0xE007F, '\r', '\n', 0x1F600
  };
  private static final List<String> REPEATED =
      List.of("a", "x", "ha", "😭", "哈", "!", "?!", "la", "o", "e\u0301", "\u0301", "。", "7", "ss");

  private final RandomGenerator random;

  private TestingTexts(RandomGenerator random) {
    this.random = random;
  }

  /** The text with a number among those of a seed. */
  public static String text(long seed, int number) {
    long mixed = seed * 0x9E3779B97F4A7C15L + number;
    return new TestingTexts(RandomGeneratorFactory.of("L64X128MixRandom").create(mixed)).text();
  }

  private String text() {
    return switch (random.nextInt(8)) {
      case 0 -> neighbours(random.nextInt(1, 40));
      case 1 -> mixed(random.nextInt(1, 60));
      case 2, 3 -> mutated(pick(SENTENCES));
      case 4 -> longWord(random.nextInt(50, 400));
      case 5 -> literals(random.nextInt(1, 8));
      case 6 -> soup(random.nextInt(1, 25));
      default -> repeated(random.nextInt(1, 6));
    };
  }

  /** Assigned characters of one script and its neighbours. */
  private String neighbours(int length) {
    int middle = assigned();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      int c = Math.max(0, Math.min(Character.MAX_CODE_POINT, middle + random.nextInt(-40, 40)));
      text.appendCodePoint(random.nextInt(6) == 0 ? ' ' : c);
    }
    return text.toString();
  }

  private String mixed(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(any());
    }
    return text.toString();
  }

  private int any() {
    return switch (random.nextInt(9)) {
      case 0 -> assigned();
      case 1 -> pick(SPACES);
      case 2 -> pick(UNSEEN);
      case 3 -> pick(JOINING);
      case 4 -> random.nextInt(0x300, 0x370);
      case 5 -> random.nextInt(0x1F300, 0x1FB00);
      case 6 -> random.nextInt(Character.MIN_SURROGATE, Character.MAX_SURROGATE + 1);
      default -> random.nextInt(' ', 0x7F);
    };
  }

  private int assigned() {
    while (true) {
      int c = random.nextInt(random.nextBoolean() ? 0x3000 : 0x32000);
      if (Character.isDefined(c)) {
        return c;
      }
    }
  }

  private String mutated(String sentence) {
    StringBuilder text = new StringBuilder(sentence);
    if (random.nextInt(4) == 0) {
      text.append(' ').append(pick(SENTENCES));
    }
    for (int changes = random.nextInt(8); changes > 0; changes--) {
      int at = random.nextInt(text.length());
      char c = text.charAt(at);
      switch (random.nextInt(7)) {
        case 0 -> text.deleteCharAt(at).append(c);
        case 1 -> text.insert(at, Character.toString(any()));
        case 2 -> text.setCharAt(at, Character.toUpperCase(c));
        case 3 -> text.setCharAt(at, c > ' ' && c < 0x7F ? (char) (c + 0xFEE0) : c);
        case 4 -> text.insert(at, c);
        case 5 -> text.insert(at, pick(LITERALS));
        default -> text.insert(at, Character.toString(pick(SPACES)));
      }
    }
    return text.toString();
  }

  private String longWord(int length) {
    String part = random.nextBoolean() ? pick(REPEATED) : Character.toString(assigned());
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(random.nextInt(20) == 0 ? Character.toString(any()) : part);
    }
    return text.toString();
  }

  private String literals(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(pick(LITERALS));
      switch (random.nextInt(4)) {
        case 0 -> text.append(' ');
        case 1 -> text.append(pick(REPEATED));
        case 2 -> text.appendCodePoint(any());
        default -> {}
      }
    }
    return text.toString();
  }

  private String soup(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(pick(JOINING));
    }
    return text.toString();
  }

  private String repeated(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(pick(REPEATED).repeat(random.nextInt(1, 9)));
      if (random.nextInt(3) == 0) {
        text.append(" ".repeat(random.nextInt(1, 4)));
      }
    }
    return text.toString();
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private int pick(int[] list) {
    return list[random.nextInt(list.length)];
  }
}
