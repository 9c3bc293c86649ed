package io.contacttriage.routing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.contacttriage.scoring.HarmLabel;
import java.io.IOException;

/**
 * Reads what {@link DecisionWriter} wrote, for tools and tests. Not for untrusted bytes on a hot
 * path: it throws. Thread-safe.
 */
public final class DecisionReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads one decision.
   *
   * @param routingKey key of the record
   * @param traceparent header of that name, or null
   * @throws IllegalArgumentException naming the field that is missing or not as wanted
   */
  public RoutingDecision read(byte[] json, String routingKey, String traceparent) {
    try {
      return decision(CheckedNode.root(JSON.readTree(json)), routingKey, traceparent);
    } catch (IOException e) {
      throw new IllegalArgumentException("wanted a decision as JSON, found something else", e);
    }
  }

  private static RoutingDecision decision(CheckedNode root, String routingKey, String traceparent) {
    int version = root.at("schemaVersion").whole();
    if (version != DecisionWriter.SCHEMA_VERSION) {
      throw new IllegalArgumentException(
          "/schemaVersion: wanted " + DecisionWriter.SCHEMA_VERSION + ", found " + version);
    }
    CheckedNode exposure = root.at("exposure");
    CheckedNode selfService = root.at("selfService");
    CheckedNode versions = root.at("versions");
    String modelVersion = versions.at("model").textOrNull();
    return new RoutingDecision(
        root.at("decisionId").text(),
        root.at("contactId").text(),
        routingKey,
        root.at("queue").text(),
        root.at("priority").word(Priority.class),
        root.at("skills").texts(),
        root.at("tags").texts(),
        root.at("respondBy").instant(),
        root.at("clocks").items().stream()
            .map(clock -> new DueClock(clock.at("law").text(), clock.at("due").instant()))
            .toList(),
        selfService.isNull() ? null : selfService.at("articleId").text(),
        new Exposure(
            exposure.at("class").word(Exposure.Severity.class),
            exposure.at("labels").items().stream()
                .map(label -> label.word(HarmLabel.class))
                .toList()),
        root.at("scores").scores(modelVersion),
        root.at("reasons").items().stream()
            .map(
                reason ->
                    new Reason(
                        reason.at("policy").text(),
                        reason.at("rule").text(),
                        reason.at("margin").isNull() ? null : reason.at("margin").number()))
            .toList(),
        root.at("degraded").textOrNull(),
        versions.at("policy").text(),
        modelVersion,
        versions.at("job").text(),
        root.at("receivedAt").instant(),
        root.at("decidedAt").instant(),
        traceparent);
  }
}
