package io.contacttriage.job.outcomes;

import io.contacttriage.job.TestingContacts;
import io.contacttriage.routing.Exposure;
import io.contacttriage.routing.Priority;
import io.contacttriage.routing.Reason;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.outcome.Label;
import io.contacttriage.scoring.Scores;
import java.time.Instant;
import java.util.List;

/** Decisions and labels of them. */
final class TestingDecisions {
  static final Instant NOON = TestingContacts.NOON;

  private TestingDecisions() {}

  static RoutingDecision decision(String contactId, String queue) {
    return decision(contactId, queue, TestingContacts.calmQuestion());
  }

  static RoutingDecision decision(String contactId, String queue, Scores scores) {
    return new RoutingDecision(
        "d-" + contactId,
        contactId,
        "u-1",
        queue,
        Priority.P3,
        List.of(),
        List.of(),
        NOON.plusSeconds(3600),
        List.of(),
        null,
        Exposure.NONE,
        scores,
        List.of(new Reason("policy", "rule", null)),
        null,
        "book/1",
        "model/1",
        "job",
        NOON,
        NOON,
        null);
  }

  /** A label that was made so many seconds after noon. */
  static Label label(String contactId, String queue, int second) {
    return new Label(contactId, queue, null, null, null, null, "agent-7", NOON.plusSeconds(second));
  }
}
