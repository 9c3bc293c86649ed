package io.contacttriage.cli.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.contacttriage.contact.Contact;
import io.contacttriage.contact.ContactReader;
import io.contacttriage.contact.IntakeRecord;
import io.contacttriage.contact.ReadResult;
import io.contacttriage.contact.RecordCoordinates;
import io.contacttriage.contact.RejectedRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fills in what a row lacks, counts what was filled in, and checks the contact as the job will:
 * what passes here is not rejected there.
 */
final class RowCompleter {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ID_DIGEST_BYTES = 4;

  private final String file;
  private final InstantSource clock;
  private final ContactReader reader;
  private final Map<String, Long> filled = new TreeMap<>();

  RowCompleter(String file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
    this.reader = new ContactReader(clock);
  }

  /** A contact that is ready to be sent, or the problem that keeps it back. */
  record Ready(byte[] key, byte[] value, String problem) {
    static Ready bad(String problem) {
      return new Ready(null, null, problem);
    }
  }

  /** Field to the number of rows that it was filled in for, with what. */
  Map<String, Long> filled() {
    return new TreeMap<>(filled);
  }

  Ready complete(Row row) {
    if (row.problem() != null) {
      return Ready.bad(row.problem());
    }
    ObjectNode contact = row.contact();
    String body = contact.path("body").asText();
    // The same file loaded again gives the same ids: duplicates, which are answered once.
    fill(contact, "contactId", "from file, line and text", idOf(row.line(), body));
    fill(contact, "channel", "web_form", "web_form");
    fill(contact, "receivedAt", "now", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    JsonNode receivedAt = contact.get("receivedAt");
    if (receivedAt.isTextual()) {
      contact.put("receivedAt", withOffset(receivedAt.textValue()));
    }
    return checked(row.line(), bytes(contact));
  }

  private Ready checked(long line, byte[] value) {
    ReadResult read =
        reader.read(new IntakeRecord(null, value, null, new RecordCoordinates(file, 0, line, -1)));
    if (!read.isContact()) {
      RejectedRecord rejected = read.rejected();
      return Ready.bad(
          rejected.cause().wireName()
              + (rejected.field() == null ? "" : " at " + rejected.field())
              + ": "
              + rejected.detail());
    }
    Contact contact = read.contact();
    return new Ready(contact.routingKey().getBytes(StandardCharsets.UTF_8), value, null);
  }

  private void fill(ObjectNode contact, String field, String with, String value) {
    if (!contact.hasNonNull(field)) {
      contact.put(field, value);
      filled.merge(field + " (" + with + ")", 1L, Long::sum);
    }
  }

  /** A date or a time without offset is taken as UTC; what is no time is left to the reader. */
  private static String withOffset(String text) {
    String time = text.strip();
    try {
      return OffsetDateTime.parse(time).toInstant().toString();
    } catch (DateTimeException noOffset) {
      // Tried as a time without one.
    }
    try {
      return LocalDateTime.parse(time.replace(' ', 'T')).toInstant(ZoneOffset.UTC).toString();
    } catch (DateTimeException noTime) {
      // Tried as a date.
    }
    try {
      Instant midnight = LocalDate.parse(time).atStartOfDay(ZoneOffset.UTC).toInstant();
      return midnight.toString();
    } catch (DateTimeException noDate) {
      return text;
    }
  }

  private String idOf(long line, String body) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
      return file + "-" + line + "-" + HexFormat.of().formatHex(digest, 0, ID_DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] bytes(ObjectNode contact) {
    try {
      return JSON.writeValueAsBytes(contact);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can be written", e);
    }
  }
}
