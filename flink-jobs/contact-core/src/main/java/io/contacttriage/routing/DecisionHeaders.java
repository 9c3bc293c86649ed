package io.contacttriage.routing;

import java.util.LinkedHashMap;
import java.util.Map;

/** Headers of a record in the topic {@code routes}: what a consumer may read without the JSON. */
public final class DecisionHeaders {
  public static final String DECISION_ID = "decision-id";
  public static final String SCHEMA_VERSION = "schema-version";
  public static final String QUEUE = "queue";

  /** W3C trace context, passed through from the contact when it had one. */
  public static final String TRACEPARENT = "traceparent";

  private DecisionHeaders() {}

  /** Headers by name, in a fixed order; all values are ASCII or UTF-8 text. */
  public static Map<String, String> of(RoutingDecision decision) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(DECISION_ID, decision.decisionId());
    headers.put(SCHEMA_VERSION, String.valueOf(DecisionWriter.SCHEMA_VERSION));
    headers.put(QUEUE, decision.queue());
    if (decision.traceparent() != null) {
      headers.put(TRACEPARENT, decision.traceparent());
    }
    return headers;
  }
}
