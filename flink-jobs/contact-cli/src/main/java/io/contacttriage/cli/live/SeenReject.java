package io.contacttriage.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.contacttriage.cli.CommandFailure;
import java.io.IOException;

/**
 * A reject as it was read from its topic.
 *
 * @param contactId null when it could not be read
 * @param topic where the rejected record lies, with partition and offset
 * @param json the whole record
 */
public record SeenReject(
    String cause,
    String detail,
    String contactId,
    String topic,
    int partition,
    long offset,
    JsonNode json) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads the value of a record of the rejects topic.
   *
   * @throws CommandFailure when it is not a reject
   */
  public static SeenReject read(byte[] value) {
    try {
      JsonNode reject = JSON.readTree(value);
      return new SeenReject(
          reject.path("cause").asText(),
          reject.path("detail").asText(),
          reject.path("contactId").textValue(),
          reject.path("topic").asText(),
          reject.path("partition").asInt(),
          reject.path("offset").asLong(),
          reject);
    } catch (IOException e) {
      throw CommandFailure.failed("a record of the rejects topic is not a reject: not JSON");
    }
  }

  /** Names the rejected record for ever. */
  public String place() {
    return topic + "/" + partition + "/" + offset;
  }
}
