package io.contacttriage.routing.explain;

import io.contacttriage.contact.Channel;
import io.contacttriage.contact.ContactFacts;
import io.contacttriage.contact.Customer;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.routing.ScorePrecision;
import io.contacttriage.routing.cel.ContactView;
import io.contacttriage.routing.cel.PolicyVariable;
import io.contacttriage.routing.cel.PolicyVariables;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One variable of a contact set to another value. What is tied to it goes along: the other shares
 * of a head give or take in proportion, 30 days of memory hold the last 7, and a flag goes with its
 * score where the bundle's threshold is known.
 */
final class ContactChange {
  private static final String TOPICS = "topics.";
  private static final String URGENCIES = "urgencies.";
  private static final String HARM = "harm.";
  private static final String FLAGGED = "flagged.";
  private static final String MASKED = "contact.masked_";

  private final String name;
  private final Object value;

  private final Map<HarmLabel, Double> flaggedFrom;

  private ContactChange(PolicyVariable variable, Object value, Map<HarmLabel, Double> flaggedFrom) {
    this.name = variable.name();
    this.value = value;
    this.flaggedFrom = flaggedFrom;
  }

  /**
   * Whether a variable can be set: labels follow from shares and flags from scores with a known
   * threshold, and maps are left as they are.
   */
  static boolean canSet(PolicyVariable variable, Map<HarmLabel, Double> flaggedFrom) {
    if (variable.name().startsWith(FLAGGED)) {
      return !flaggedFrom.containsKey(harm(variable.name(), FLAGGED));
    }
    return switch (variable.name()) {
      case "topic", "topic_confidence", "urgency", "urgency_score" -> false;
      case "contact.attributes", "attachments.signals" -> false;
      default -> true;
    };
  }

  /**
   * The contact with that variable at that value, its scores rounded as rules see them.
   *
   * @param flaggedFrom thresholds that are known
   */
  static ContactView with(
      ContactView contact,
      PolicyVariable variable,
      Object value,
      Map<HarmLabel, Double> flaggedFrom) {
    ContactChange change = new ContactChange(variable, value, flaggedFrom);
    Scores scores = ScorePrecision.rounded(change.scores(contact.scores()));
    return variable.score()
        ? new ContactView(scores, contact.facts(), contact.memory(), contact.terms())
        : new ContactView(
            scores,
            change.facts(contact.facts()),
            change.memory(contact.memory()),
            change.terms(contact.terms()));
  }

  private Scores scores(Scores old) {
    float[] topics = old.topics();
    float[] urgencies = old.urgencies();
    float[] harms = old.harms().clone();
    boolean[] flagged = old.flagged().clone();
    if (name.startsWith(TOPICS)) {
      topics = shared(topics, Topic.valueOf(label(name, TOPICS)).ordinal());
    } else if (name.startsWith(URGENCIES)) {
      urgencies = shared(urgencies, Urgency.valueOf(label(name, URGENCIES)).ordinal());
    } else if (name.startsWith(HARM)) {
      HarmLabel label = harm(name, HARM);
      harms[label.ordinal()] = score();
      Double threshold = flaggedFrom.get(label);
      flagged[label.ordinal()] =
          threshold == null ? flagged[label.ordinal()] : (Double) value >= threshold;
    } else if (name.startsWith(FLAGGED)) {
      flagged[harm(name, FLAGGED).ordinal()] = (Boolean) value;
    }
    return new Scores(
        topics,
        urgencies,
        harms,
        flagged,
        text("language", old.language()),
        name.equals("language_confidence") ? score() : old.languageConfidence(),
        text("tier", old.tier()),
        old.model());
  }

  private static HarmLabel harm(String name, String prefix) {
    return HarmLabel.valueOf(label(name, prefix));
  }

  private static String label(String name, String prefix) {
    return name.substring(prefix.length()).toUpperCase(Locale.ROOT);
  }

  /** One share as wanted, the others in their old proportion to what is left of 1. */
  private float[] shared(float[] old, int index) {
    float[] shares = new float[old.length];
    double rest = 0;
    for (int i = 0; i < old.length; i++) {
      rest += i == index ? 0 : old[i];
    }
    if (rest == 0) {
      Arrays.fill(shares, (1 - score()) / (old.length - 1));
    } else {
      for (int i = 0; i < old.length; i++) {
        shares[i] = (float) (old[i] * (1 - score()) / rest);
      }
    }
    shares[index] = score();
    return shares;
  }

  private ContactFacts facts(ContactFacts old) {
    Customer customer = old.customer() == null ? Customer.UNKNOWN : old.customer();
    return new ContactFacts(
        old.contactId(),
        old.routingKey(),
        channel(old.channel()),
        text("contact.language_hint", old.languageHint()),
        text("contact.country", old.country()),
        old.receivedAt(),
        new Customer(
            text("customer.tier", customer.tier()),
            text("customer.account_type", customer.accountType()),
            text("customer.age_band", customer.ageBand())),
        old.attributes(),
        old.traceparent(),
        count("contact.characters", old.characters()),
        text("contact.script", old.script()),
        masked(old.masked()),
        count("attachments.count", old.attachmentCount()),
        old.attachmentSignals(),
        old.terms());
  }

  private Channel channel(Channel old) {
    return name.equals("contact.channel")
        ? Arrays.stream(Channel.values())
            .filter(channel -> channel.wireName().equals(value))
            .findFirst()
            .orElseThrow()
        : old;
  }

  private Map<String, Integer> masked(Map<String, Integer> old) {
    if (!name.startsWith(MASKED)) {
      return old;
    }
    Map<String, Integer> masked = new TreeMap<>(old);
    masked.put(name.substring(MASKED.length()), count(name, 0));
    return masked;
  }

  private Set<String> terms(Set<String> old) {
    if (!name.startsWith(PolicyVariables.TERMS)) {
      return old;
    }
    Set<String> terms = new TreeSet<>(old);
    String list = name.substring(PolicyVariables.TERMS.length());
    if ((Boolean) value) {
      terms.add(list);
    } else {
      terms.remove(list);
    }
    return terms;
  }

  private RoutingMemory memory(RoutingMemory old) {
    int day = count("memory.contacts_1d", old.contacts1d());
    int week = count("memory.contacts_7d", old.contacts7d());
    int month = count("memory.contacts_30d", old.contacts30d());
    String queue = text(PolicyVariables.LAST_QUEUE, old.lastQueue());
    return switch (name) {
      case "memory.contacts_1d" ->
          new RoutingMemory(day, Math.max(day, week), Math.max(day, month), queue);
      case "memory.contacts_7d" ->
          new RoutingMemory(Math.min(day, week), week, Math.max(week, month), queue);
      default -> new RoutingMemory(Math.min(day, month), Math.min(week, month), month, queue);
    };
  }

  private float score() {
    return ((Double) value).floatValue();
  }

  private int count(String variable, int old) {
    return name.equals(variable) ? Math.toIntExact((Long) value) : old;
  }

  private String text(String variable, String old) {
    return name.equals(variable) ? (String) value : old;
  }
}
