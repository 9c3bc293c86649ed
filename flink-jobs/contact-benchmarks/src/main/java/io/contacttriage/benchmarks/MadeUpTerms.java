package io.contacttriage.benchmarks;

import io.contacttriage.text.terms.TermList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Term lists as large as those of a platform, always the same. */
final class MadeUpTerms {
  /** Frequent words, so that terms begin as texts do. */
  private static final List<String> WORDS =
      List.of(
          "account",
          "pay",
          "payment",
          "outside",
          "app",
          "cash",
          "card",
          "gift",
          "sell",
          "buy",
          "transfer",
          "direct",
          "bank",
          "money",
          "coins",
          "order",
          "shop",
          "live",
          "send",
          "help");

  private static final String CHINESE = "私下转账付款线交易平台外微信号卖买收出售账";

  private MadeUpTerms() {}

  static List<TermList> lists(int count, int terms) {
    Random random = new Random(1);
    List<TermList> lists = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> english = new ArrayList<>();
      List<String> chinese = new ArrayList<>();
      for (int j = 0; j < terms / 2; j++) {
        // Its last word is no word, so that a phrase of frequent words hardly ever hits.
        english.add(word(random) + " " + word(random) + " x" + i + "y" + j);
        chinese.add(ideographs(random, 4) + i);
      }
      lists.add(
          new TermList("list" + i, "nobody", "Made up.", Map.of("en", english, "zh", chinese)));
    }
    return lists;
  }

  private static String word(Random random) {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  private static String ideographs(Random random, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(CHINESE.charAt(random.nextInt(CHINESE.length())));
    }
    return text.toString();
  }
}
