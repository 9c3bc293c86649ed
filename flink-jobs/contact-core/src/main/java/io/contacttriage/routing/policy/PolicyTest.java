package io.contacttriage.routing.policy;

import io.contacttriage.contact.Channel;
import io.contacttriage.contact.Customer;
import io.contacttriage.routing.Exposure;
import io.contacttriage.routing.Priority;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A contact that a policy owner made up, and what must become of it. */
public record PolicyTest(String name, Given given, Expectation expect) {
  public PolicyTest {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(given, "given");
    Objects.requireNonNull(expect, "expect");
  }

  /**
   * The contact.
   *
   * @param topicConfidence probability of the topic
   * @param topics probabilities of other topics; those not named share the rest evenly
   * @param urgencyConfidence probability of the urgency
   * @param urgencies probabilities of other urgencies; those not named share the rest evenly
   * @param harm scores by label, 0 for the others; flagged from 0.5 on
   * @param attachmentSignals highest score per label
   * @param terms names of the term lists that hit
   */
  public record Given(
      Topic topic,
      double topicConfidence,
      Map<Topic, Double> topics,
      Urgency urgency,
      double urgencyConfidence,
      Map<Urgency, Double> urgencies,
      Map<HarmLabel, Double> harm,
      String language,
      double languageConfidence,
      GivenContact contact,
      Customer customer,
      RoutingMemory memory,
      Map<String, String> attributes,
      int attachmentCount,
      Map<String, Double> attachmentSignals,
      Instant receivedAt,
      Set<String> terms) {
    public Given {
      Objects.requireNonNull(topic, "topic");
      Objects.requireNonNull(urgency, "urgency");
      topics = byLabel(Topic.class, topics);
      urgencies = byLabel(Urgency.class, urgencies);
      harm = byLabel(HarmLabel.class, harm);
      attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
      attachmentSignals = Collections.unmodifiableMap(new TreeMap<>(attachmentSignals));
      terms = Collections.unmodifiableSet(new TreeSet<>(terms));
    }

    private static <E extends Enum<E>> Map<E, Double> byLabel(Class<E> labels, Map<E, Double> of) {
      Map<E, Double> byLabel = new EnumMap<>(labels);
      byLabel.putAll(of);
      return Collections.unmodifiableMap(byLabel);
    }
  }

  /**
   * What the contact looks like from outside.
   *
   * @param masked number of masked items by kind
   */
  public record GivenContact(
      Channel channel,
      String country,
      String languageHint,
      String script,
      int characters,
      Map<String, Integer> masked) {
    public GivenContact {
      masked = Collections.unmodifiableMap(new TreeMap<>(masked));
    }
  }

  /**
   * What must hold; null and empty parts are not looked at.
   *
   * @param skills that must be among the decision's
   * @param tags that must be among the decision's
   * @param clocks names of clocks that must run
   * @param selfService article id, or {@link #NO_SELF_SERVICE}
   */
  public record Expectation(
      String queue,
      Priority priority,
      List<String> skills,
      List<String> tags,
      List<String> clocks,
      String selfService,
      Duration respondWithin,
      Exposure.Severity exposure) {
    /** Expects that people answer. */
    public static final String NO_SELF_SERVICE = "none";

    public Expectation {
      skills = List.copyOf(skills);
      tags = List.copyOf(tags);
      clocks = List.copyOf(clocks);
    }
  }
}
