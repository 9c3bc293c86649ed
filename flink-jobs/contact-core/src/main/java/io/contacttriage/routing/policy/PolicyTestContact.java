package io.contacttriage.routing.policy;

import io.contacttriage.contact.ContactFacts;
import io.contacttriage.routing.policy.PolicyTest.Given;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.ScoredContact;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.util.Arrays;

/** Makes the scored contact that a policy test describes. */
final class PolicyTestContact {
  private static final double FLAGGED_FROM = 0.5;
  private static final String MODEL = "policy-test/1";

  private PolicyTestContact() {}

  static ScoredContact of(String name, Given given) {
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
            given.attachmentSignals());
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
        oneOf(Topic.values().length, given.topic().ordinal(), given.topicConfidence()),
        oneOf(Urgency.values().length, given.urgency().ordinal(), given.urgencyConfidence()),
        harms,
        flagged,
        given.language(),
        (float) given.languageConfidence(),
        "fast",
        MODEL);
  }

  private static float[] oneOf(int size, int at, double confidence) {
    float[] scores = new float[size];
    Arrays.fill(scores, (float) ((1 - confidence) / (size - 1)));
    scores[at] = (float) confidence;
    return scores;
  }
}
