package io.contacttriage.routing.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.contacttriage.routing.launch.CandidateWithdrawal.By;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

/** Withdrawals as bytes ({@code config/schemas/policy-withdrawal.schema.json}). */
public final class CandidateWithdrawals {
  private static final int SCHEMA_VERSION = 1;
  private static final JsonMapper JSON = new JsonMapper();

  private CandidateWithdrawals() {}

  /** UTF-8, one line. */
  public static byte[] write(CandidateWithdrawal withdrawal) {
    ObjectNode json = JSON.createObjectNode();
    json.put("schemaVersion", SCHEMA_VERSION);
    json.put("version", withdrawal.version());
    json.put("by", withdrawal.by().wireName());
    json.put("author", withdrawal.author());
    json.put("reason", withdrawal.reason());
    json.put("at", withdrawal.at().toString());
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public static CandidateWithdrawal read(byte[] bytes) {
    try {
      JsonNode json = JSON.readTree(bytes);
      return new CandidateWithdrawal(
          json.path("version").asLong(),
          json.path("by").asText().equals(By.GUARD.wireName()) ? By.GUARD : By.PERSON,
          json.path("author").textValue(),
          json.path("reason").textValue(),
          Instant.parse(json.path("at").asText()));
    } catch (IOException | DateTimeException notAWithdrawal) {
      throw new IllegalArgumentException(
          "wanted a withdrawal with version, by and at, found something else", notAWithdrawal);
    }
  }
}
