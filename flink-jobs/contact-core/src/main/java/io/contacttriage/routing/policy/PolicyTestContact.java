package io.contacttriage.routing.policy;

import io.contacttriage.contact.ContactFacts;
import io.contacttriage.routing.policy.PolicyTest.Given;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

/** Makes the scored contact that a policy test describes. */
public final class PolicyTestContact {
  /** From this score on a test's contact is flagged. */
  public static final double FLAGGED_FROM = 0.5;

  private static final String MODEL = "policy-test/1";

  private PolicyTestContact() {}

  /**
   * The contact that a test with this name describes.
   *
   * @param terms lists of the book that the test belongs to
   */
  public static ScoredContact of(String name, Given given, BookTerms terms) {
    ContactFacts facts =
        new ContactFacts(
            name,
            name,
            given.contact().channel(),
            given.contact().languageHint(),
            given.contact().country(),
            given.receivedAt(),
            given.customer(),
            given.attributes(),
            null,
            given.contact().characters(),
            given.contact().script(),
            given.contact().masked(),
            given.attachmentCount(),
            given.attachmentSignals(),
            terms.readWith(given.terms()));
    return new ScoredContact(facts, scores(given), null, null);
  }

  private static Scores scores(Given given) {
    HarmLabel[] labels = HarmLabel.values();
    float[] harms = new float[labels.length];
    boolean[] flagged = new boolean[labels.length];
    given
        .harm()
        .forEach(
            (label, score) -> {
              harms[label.ordinal()] = score.floatValue();
              flagged[label.ordinal()] = score >= FLAGGED_FROM;
            });
    return new Scores(
        distribution(Topic.values(), given.topic(), given.topicConfidence(), given.topics()),
        distribution(
            Urgency.values(), given.urgency(), given.urgencyConfidence(), given.urgencies()),
        harms,
        flagged,
        given.language(),
        (float) given.languageConfidence(),
        "fast",
        MODEL);
  }

  private static <E extends Enum<E>> float[] distribution(
      E[] labels, E first, double confidence, Map<E, Double> others) {
    float[] scores = new float[labels.length];
    Arrays.fill(scores, (float) rest(labels.length, confidence, others.values()));
    others.forEach((label, score) -> scores[label.ordinal()] = score.floatValue());
    scores[first.ordinal()] = (float) confidence;
    return scores;
  }

  /** What each label gets that is not named, from what the named ones leave. */
  static double rest(int labels, double confidence, Collection<Double> others) {
    int unnamed = labels - 1 - others.size();
    double left = 1 - confidence - others.stream().mapToDouble(score -> score).sum();
    return unnamed == 0 ? 0 : left / unnamed;
  }
}
