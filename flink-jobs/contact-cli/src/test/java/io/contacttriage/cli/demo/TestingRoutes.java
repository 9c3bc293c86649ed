package io.contacttriage.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.contacttriage.cli.live.SeenReject;
import io.contacttriage.cli.live.SeenRoute;
import java.time.Instant;
import java.util.List;

/** Routes and rejects as a demo sees them. */
final class TestingRoutes {
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private TestingRoutes() {}

  static SeenRoute route(String contactId, String queue, String priority) {
    return route(contactId, queue, priority, "payment_billing");
  }

  static SeenRoute unscored(String contactId) {
    return route(contactId, "urgent-review", "P1", null);
  }

  private static SeenRoute route(String contactId, String queue, String priority, String topic) {
    return new SeenRoute(
        contactId,
        queue,
        priority,
        topic,
        topic == null ? null : "normal",
        topic == null ? null : "ms",
        topic == null ? null : "fast",
        List.of("payments/billing"),
        null,
        "shipped/1",
        topic == null ? null : "contact-triage/1.0.0",
        "0.1.0",
        NOON,
        JsonNodeFactory.instance.objectNode());
  }

  static SeenReject reject(String cause, long offset) {
    return reject(cause, "contacts", offset);
  }

  static SeenReject reject(String cause, String topic, long offset) {
    return new SeenReject(
        cause, "wanted more", null, topic, 0, offset, JsonNodeFactory.instance.objectNode());
  }
}
