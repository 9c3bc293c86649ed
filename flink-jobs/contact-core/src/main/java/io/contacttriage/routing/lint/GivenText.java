package io.contacttriage.routing.lint;

import io.contacttriage.routing.policy.PolicyTest.Given;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A contact as the {@code given} of a policy test, in one line and without what is calm. */
final class GivenText {
  private static final Given CALM = CalmContact.GIVEN;

  private final Map<String, String> fields = new LinkedHashMap<>();

  private GivenText() {}

  static String of(Given given) {
    GivenText text = new GivenText();
    text.fields.put("topic", given.topic().label());
    text.score("topic_confidence", given.topicConfidence(), CALM.topicConfidence());
    text.object("topics", scores(given.topics(), topic -> topic.label()));
    text.fields.put("urgency", given.urgency().label());
    text.score("urgency_confidence", given.urgencyConfidence(), CALM.urgencyConfidence());
    text.object("urgencies", scores(given.urgencies(), urgency -> urgency.label()));
    text.object("harm", scores(given.harm(), label -> label.label()));
    text.word("language", given.language(), CALM.language());
    text.score("language_confidence", given.languageConfidence(), CALM.languageConfidence());
    text.object("contact", contact(given));
    text.object("customer", customer(given));
    text.object("memory", memory(given));
    GivenText attachments = new GivenText();
    attachments.count("count", given.attachmentCount(), 0);
    text.object("attachments", attachments);
    if (!given.terms().isEmpty()) {
      text.fields.put("terms", given.terms().toString());
    }
    return text.toString();
  }

  private static GivenText contact(Given given) {
    GivenText text = new GivenText();
    text.word("channel", given.contact().channel().wireName(), CALM.contact().channel().wireName());
    text.word("country", given.contact().country(), null);
    text.word("language_hint", given.contact().languageHint(), null);
    text.word("script", given.contact().script(), CALM.contact().script());
    text.count("characters", given.contact().characters(), CALM.contact().characters());
    given.contact().masked().forEach((kind, count) -> text.count("masked_" + kind, count, 0));
    return text;
  }

  private static GivenText customer(Given given) {
    GivenText text = new GivenText();
    text.word("tier", given.customer().tier(), null);
    text.word("account_type", given.customer().accountType(), null);
    text.word("age_band", given.customer().ageBand(), null);
    return text;
  }

  private static GivenText memory(Given given) {
    GivenText text = new GivenText();
    text.count("contacts_1d", given.memory().contacts1d(), 0);
    text.count("contacts_7d", given.memory().contacts7d(), 0);
    text.count("contacts_30d", given.memory().contacts30d(), 0);
    text.word("last_queue", given.memory().lastQueue(), "");
    return text;
  }

  private static <T> GivenText scores(Map<T, Double> scores, Function<T, String> label) {
    GivenText text = new GivenText();
    scores.forEach((key, score) -> text.score(label.apply(key), score, null));
    return text;
  }

  private void score(String name, double score, Double calm) {
    if (calm == null || score != calm) {
      fields.put(name, BigDecimal.valueOf(score).stripTrailingZeros().toPlainString());
    }
  }

  private void count(String name, int count, int calm) {
    if (count != calm) {
      fields.put(name, Integer.toString(count));
    }
  }

  private void word(String name, String word, String calm) {
    if (!Objects.equals(word, calm)) {
      fields.put(name, YamlText.scalar(word));
    }
  }

  private void object(String name, GivenText inner) {
    if (!inner.fields.isEmpty()) {
      fields.put(name, inner.toString());
    }
  }

  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    fields.forEach((name, value) -> parts.add(name + ": " + value));
    return parts.stream().collect(Collectors.joining(", ", "{", "}"));
  }
}
