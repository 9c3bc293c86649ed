package io.contacttriage.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.contacttriage.cli.CommandFailure;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * A route as it was read from its topic, as far as people look at it.
 *
 * @param topic null on the fail-safe route, as are urgency, language, tier and model
 * @param tier whose network the scores are of: fast or deep
 * @param reasons each as {@code policy/rule}, the one that routed first
 * @param json the whole record
 */
public record SeenRoute(
    String contactId,
    String queue,
    String priority,
    String topic,
    String urgency,
    String language,
    String tier,
    List<String> reasons,
    String degraded,
    String policy,
    String model,
    String job,
    Instant receivedAt,
    JsonNode json) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads the value of a record of the routes topic.
   *
   * @throws CommandFailure when it is not a route
   */
  public static SeenRoute read(byte[] value) {
    try {
      JsonNode route = JSON.readTree(value);
      List<String> reasons = new ArrayList<>();
      route
          .path("reasons")
          .forEach(r -> reasons.add(r.path("policy").asText() + "/" + r.path("rule").asText()));
      return new SeenRoute(
          route.path("contactId").asText(),
          route.path("queue").asText(),
          route.path("priority").asText(),
          route.path("scores").path("topic").path("label").textValue(),
          route.path("scores").path("urgency").path("label").textValue(),
          route.path("scores").path("language").textValue(),
          route.path("scores").path("tier").textValue(),
          List.copyOf(reasons),
          route.path("degraded").textValue(),
          route.path("versions").path("policy").textValue(),
          route.path("versions").path("model").textValue(),
          route.path("versions").path("job").textValue(),
          Instant.parse(route.path("receivedAt").asText()),
          route);
    } catch (IOException | DateTimeParseException e) {
      throw CommandFailure.failed("a record of the routes topic is not a route: " + e.getMessage());
    }
  }

  /** The rule that decided, as {@code policy/rule}. */
  public String reason() {
    return reasons.isEmpty() ? "" : reasons.get(0);
  }
}
