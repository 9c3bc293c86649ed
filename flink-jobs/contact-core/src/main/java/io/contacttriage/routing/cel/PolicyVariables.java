package io.contacttriage.routing.cel;

import static io.contacttriage.routing.ScorePrecision.round;

import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import io.contacttriage.contact.Channel;
import io.contacttriage.contact.Customer;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Every variable that a condition may use; those of term lists are made when they are named. Each
 * label has a variable of its own, so that a typo in a label is a type error when the book is read
 * and not a condition that never matches.
 */
public final class PolicyVariables {
  public static final String LAST_QUEUE = "memory.last_queue";

  /** Before the name of a term list. */
  public static final String TERMS = "terms.";

  static final String ATTRIBUTES_NAME = "contact.attributes";
  private static final CelType ATTRIBUTES = MapType.create(SimpleType.STRING, SimpleType.STRING);
  private static final CelType SIGNALS = MapType.create(SimpleType.STRING, SimpleType.DOUBLE);

  /** Every variable, in the order of the documentation; each lies at its slot. */
  public static final List<PolicyVariable> ALL = new Catalogue().list();

  private static final Map<String, PolicyVariable> BY_NAME = byName(ALL);

  private PolicyVariables() {}

  /** The names, in the order of the documentation. */
  public static Collection<String> names() {
    return BY_NAME.keySet();
  }

  /**
   * Returns the variable of that name, or null. Whether a book has the term list that a name asks
   * for is not asked here.
   */
  public static PolicyVariable named(String name) {
    return isTerms(name) ? terms(name.substring(TERMS.length())) : BY_NAME.get(name);
  }

  /**
   * The variable that says whether a term list hit. It is equal to every other one of that list.
   */
  public static PolicyVariable terms(String list) {
    return new PolicyVariable(
        ALL.size(), TERMS + list, SimpleType.BOOL, false, List.of(), new TermsHit(list));
  }

  /** Whether a name asks for a term list. */
  static boolean isTerms(String name) {
    return name.startsWith(TERMS) && name.indexOf('.', TERMS.length()) < 0;
  }

  private static Map<String, PolicyVariable> byName(List<PolicyVariable> variables) {
    Map<String, PolicyVariable> byName = new LinkedHashMap<>();
    variables.forEach(variable -> byName.put(variable.name(), variable));
    return Collections.unmodifiableMap(byName);
  }

  /** A record, so that two of one list are equal. */
  private record TermsHit(String list) implements Function<ContactView, Object> {
    @Override
    public Object apply(ContactView view) {
      return view.terms().contains(list);
    }
  }

  private static final class Catalogue {
    private final List<PolicyVariable> variables = new ArrayList<>();

    List<PolicyVariable> list() {
      ofScores();
      ofFacts();
      ofCustomer();
      ofMemory();
      return List.copyOf(variables);
    }

    private void ofScores() {
      word("topic", labels(Topic.values(), Topic::label), v -> v.scores().topic().label());
      score("topic_confidence", v -> v.scores().topicConfidence());
      for (Topic topic : Topic.values()) {
        score("topics." + topic.label(), v -> v.scores().topics()[topic.ordinal()]);
      }
      word("urgency", labels(Urgency.values(), Urgency::label), v -> v.scores().urgency().label());
      score("urgency_score", v -> v.scores().urgencyScore());
      for (Urgency urgency : Urgency.values()) {
        score("urgencies." + urgency.label(), v -> v.scores().urgencies()[urgency.ordinal()]);
      }
      for (HarmLabel label : HarmLabel.values()) {
        score("harm." + label.label(), v -> v.scores().harm(label));
      }
      for (HarmLabel label : HarmLabel.values()) {
        add(
            "flagged." + label.label(),
            SimpleType.BOOL,
            false,
            List.of(),
            v -> v.scores().isFlagged(label));
      }
      text("language", v -> v.scores().language());
      score("language_confidence", v -> v.scores().languageConfidence());
      word("tier", List.of("fast", "deep"), v -> v.scores().tier());
    }

    private void ofFacts() {
      word(
          "contact.channel",
          labels(Channel.values(), Channel::wireName),
          v -> v.facts().channel().wireName());
      text("contact.country", v -> v.facts().country());
      text("contact.language_hint", v -> v.facts().languageHint());
      text("contact.script", v -> v.facts().script());
      count("contact.characters", v -> v.facts().characters());
      for (String kind : List.of("card", "phone", "email", "iban")) {
        count("contact.masked_" + kind, v -> v.facts().masked().getOrDefault(kind, 0));
      }
      add(ATTRIBUTES_NAME, ATTRIBUTES, false, List.of(), v -> v.facts().attributes());
      count("attachments.count", v -> v.facts().attachmentCount());
      add("attachments.signals", SIGNALS, false, List.of(), v -> v.facts().attachmentSignals());
    }

    private void ofCustomer() {
      text("customer.tier", v -> customer(v).tier());
      text("customer.account_type", v -> customer(v).accountType());
      text("customer.age_band", v -> customer(v).ageBand());
    }

    private void ofMemory() {
      count("memory.contacts_1d", v -> v.memory().contacts1d());
      count("memory.contacts_7d", v -> v.memory().contacts7d());
      count("memory.contacts_30d", v -> v.memory().contacts30d());
      text(LAST_QUEUE, v -> v.memory().lastQueue());
    }

    private static Customer customer(ContactView view) {
      Customer customer = view.facts().customer();
      return customer == null ? Customer.UNKNOWN : customer;
    }

    private void score(String name, ToDoubleFunction<ContactView> value) {
      add(name, SimpleType.DOUBLE, true, List.of(), v -> round(value.applyAsDouble(v)));
    }

    private void count(String name, Function<ContactView, Integer> value) {
      add(name, SimpleType.INT, false, List.of(), v -> (long) value.apply(v));
    }

    private void text(String name, Function<ContactView, String> value) {
      word(name, List.of(), value);
    }

    private void word(String name, List<String> words, Function<ContactView, String> value) {
      add(name, SimpleType.STRING, false, words, v -> orEmpty(value.apply(v)));
    }

    private static String orEmpty(String text) {
      return text == null ? "" : text;
    }

    private void add(
        String name,
        CelType type,
        boolean score,
        List<String> words,
        Function<ContactView, Object> value) {
      variables.add(new PolicyVariable(variables.size(), name, type, score, words, value));
    }

    private static <T> List<String> labels(T[] values, Function<T, String> label) {
      return Arrays.stream(values).map(label).toList();
    }
  }
}
