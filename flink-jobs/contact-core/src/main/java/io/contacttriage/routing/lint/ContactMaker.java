package io.contacttriage.routing.lint;

import static io.contacttriage.routing.lint.HeadMaker.score;

import io.contacttriage.contact.Channel;
import io.contacttriage.contact.Customer;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.routing.cel.PolicyVariable;
import io.contacttriage.routing.cel.PolicyVariables;
import io.contacttriage.routing.policy.PolicyTest.Given;
import io.contacttriage.routing.policy.PolicyTest.GivenContact;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes a contact, as a policy test would give it, out of what a search has left open. */
final class ContactMaker {
  private static final Given CALM = CalmContact.GIVEN;
  private static final int CALM_LANGUAGE = 9_900;

  /** Words that a test gives by leaving them out; these mean something else there. */
  private static final Set<String> NEVER_EMPTY = Set.of("language", "contact.script");

  private final Choice choice;

  private ContactMaker(Choice choice) {
    this.choice = choice;
  }

  /** Narrows to the contacts that a policy test can give: the fast tier's, with a language. */
  static Domains givable(ContactSpace space, Domains domains) {
    Domains givable = domains;
    for (String name : NEVER_EMPTY) {
      givable = keep(space, givable, name, "", false);
    }
    return keep(space, givable, "tier", "fast", true);
  }

  private static Domains keep(
      ContactSpace space, Domains domains, String name, String word, boolean only) {
    PolicyVariable variable = PolicyVariables.named(name);
    Cells cells = space.cells(variable);
    BitSet such = new BitSet();
    for (int cell = 0; cell < cells.count(); cell++) {
      such.set(cell, cells.sample(cell).equals(word));
    }
    return domains.narrowed(variable.slot(), such, only);
  }

  /** Returns null when nothing readable was found. */
  static Given make(ContactSpace space, Domains domains) {
    return new ContactMaker(new Choice(space, domains)).given();
  }

  private Given given() {
    HeadMaker.Made topic = new HeadMaker(ScoreShares.TOPICS, choice).make();
    HeadMaker.Made urgency = new HeadMaker(ScoreShares.URGENCIES, choice).make();
    Map<HarmLabel, Double> harm = harm();
    if (topic == null || urgency == null || harm == null) {
      return null;
    }
    return new Given(
        Topic.values()[topic.first()],
        score(topic.confidence()),
        HeadMaker.named(topic, Topic.values()),
        Urgency.values()[urgency.first()],
        score(urgency.confidence()),
        HeadMaker.named(urgency, Urgency.values()),
        harm,
        text("language"),
        score(first("language_confidence", CALM_LANGUAGE)),
        contact(),
        new Customer(
            textOrNull("customer.tier"),
            textOrNull("customer.account_type"),
            textOrNull("customer.age_band")),
        memory(),
        CALM.attributes(),
        count("attachments.count", 0, 0),
        CALM.attachmentSignals(),
        CALM.receivedAt(),
        choice.terms());
  }

  private Map<HarmLabel, Double> harm() {
    Map<HarmLabel, Double> harm = new EnumMap<>(HarmLabel.class);
    for (HarmLabel label : HarmLabel.values()) {
      PolicyVariable flag = PolicyVariables.named("flagged." + label.label());
      Integer found = null;
      for (int steps : choice.scores(PolicyVariables.named("harm." + label.label()), 0)) {
        boolean flagged = steps >= FlagLimits.OF_TESTS.flaggedFrom().get(label);
        if (found == null && choice.allowsFlag(flag, flagged)) {
          found = steps;
        }
      }
      if (found == null) {
        return null;
      }
      if (found > 0) {
        harm.put(label, score(found));
      }
    }
    return harm;
  }

  private GivenContact contact() {
    Map<String, Integer> masked = new TreeMap<>();
    for (String kind : List.of("card", "phone", "email", "iban")) {
      int count = count("contact.masked_" + kind, 0, 0);
      if (count > 0) {
        masked.put(kind, count);
      }
    }
    String channel = text("contact.channel");
    Channel found = Channel.EMAIL;
    for (Channel candidate : Channel.values()) {
      found = candidate.wireName().equals(channel) ? candidate : found;
    }
    return new GivenContact(
        found,
        textOrNull("contact.country"),
        textOrNull("contact.language_hint"),
        text("contact.script"),
        count("contact.characters", CALM.contact().characters(), 0),
        masked);
  }

  private RoutingMemory memory() {
    int day = count("memory.contacts_1d", 0, 0);
    int week = count("memory.contacts_7d", 0, day);
    int month = count("memory.contacts_30d", 0, week);
    return new RoutingMemory(day, week, month, text(PolicyVariables.LAST_QUEUE));
  }

  private int first(String name, int calm) {
    return choice.scores(PolicyVariables.named(name), calm).get(0);
  }

  private int count(String name, int calm, int floor) {
    return choice.count(PolicyVariables.named(name), calm, floor);
  }

  private String text(String name) {
    return (String) choice.word(PolicyVariables.named(name));
  }

  private String textOrNull(String name) {
    String text = text(name);
    return text.isEmpty() ? null : text;
  }
}
