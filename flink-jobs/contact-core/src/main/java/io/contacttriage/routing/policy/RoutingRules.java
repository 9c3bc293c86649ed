package io.contacttriage.routing.policy;

import io.contacttriage.contact.ContactFacts;
import io.contacttriage.routing.DueClock;
import io.contacttriage.routing.Route;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.scoring.ScoredContact;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** From a scored contact and a policy book to the decision that queues consume. */
public final class RoutingRules {
  private static final String NO_MODEL = "none";
  private static final int ID_BYTES = 16;

  private RoutingRules() {}

  /**
   * Decides. The same input gives the same decision, apart from {@code decidedAt}.
   *
   * @param memory of the same subject, as of this contact's receipt
   * @param now becomes {@code decidedAt}
   */
  public static RoutingDecision decide(
      ScoredContact contact,
      RoutingMemory memory,
      PolicyEvaluator evaluator,
      String jobVersion,
      Instant now) {
    ContactFacts facts = contact.facts();
    Evaluation evaluation = evaluator.evaluate(contact, memory);
    Route route = evaluation.route();
    String policyVersion = evaluator.book().versionId();
    String modelVersion = contact.scores() == null ? null : contact.scores().model();
    List<DueClock> clocks =
        evaluation.clocks().stream().map(clock -> clock.startedAt(facts.receivedAt())).toList();
    return new RoutingDecision(
        decisionId(facts.contactId(), policyVersion, modelVersion),
        facts.contactId(),
        facts.routingKey(),
        route.queue(),
        route.priority(),
        route.skills(),
        route.tags(),
        facts.receivedAt().plus(route.respondWithin()),
        clocks,
        route.selfService(),
        evaluation.exposure(),
        evaluation.scores(),
        evaluation.reasons(),
        evaluation.degraded(),
        policyVersion,
        modelVersion,
        jobVersion,
        facts.receivedAt(),
        now,
        facts.traceparent());
  }

  /**
   * The first 32 hexadecimal digits of SHA-256 over contact, policy and model, each with its length
   * before it, so that no two triples run into the same bytes.
   *
   * @param modelVersion null when nothing was scored
   */
  static String decisionId(String contactId, String policyVersion, String modelVersion) {
    MessageDigest digest = sha256();
    for (String part :
        List.of(contactId, policyVersion, modelVersion == null ? NO_MODEL : modelVersion)) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
