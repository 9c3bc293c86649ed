package io.contacttriage.cli.evaluate;

import io.contacttriage.cli.evaluate.LabelledContact.Labels;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;

/**
 * What people say of a contact and what a model says of it; holds no text. The best labels are kept
 * because resampling asks for them thousands of times.
 */
record Outcome(
    String id,
    Labels wanted,
    Scores scores,
    Topic topic,
    float topicConfidence,
    Urgency urgency,
    float urgencyConfidence) {
  static Outcome of(String id, Labels wanted, Scores scores) {
    Urgency urgency = scores.urgency();
    return new Outcome(
        id,
        wanted,
        scores,
        scores.topic(),
        scores.topicConfidence(),
        urgency,
        scores.urgencies()[urgency.ordinal()]);
  }

  /** Whether people say that the contact has this label; false when they say nothing. */
  boolean has(HarmLabel label) {
    return wanted.harm() != null && wanted.harm().contains(label);
  }
}
