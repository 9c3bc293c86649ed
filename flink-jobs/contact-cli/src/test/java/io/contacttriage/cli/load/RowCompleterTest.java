package io.contacttriage.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowCompleterTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final RowCompleter completer =
      new RowCompleter("complaints.csv", Clock.fixed(NOON, ZoneOffset.UTC));

  @Test
  void whatARowLacksIsFilledInAndCounted() throws IOException {
    JsonNode contact = complete(2, "{'body':'my card was charged twice'}");

    assertThat(contact.path("contactId").asText()).matches("complaints.csv-2-[0-9a-f]{8}");
    assertThat(contact.path("channel").asText()).isEqualTo("web_form");
    assertThat(contact.path("receivedAt").asText()).isEqualTo("2026-11-22T12:00:00Z");
    assertThat(completer.filled())
        .isEqualTo(
            Map.of(
                "channel (web_form)",
                1L,
                "contactId (from file, line and text)",
                1L,
                "receivedAt (now)",
                1L));
  }

  @Test
  void whatARowHasStays() throws IOException {
    JsonNode contact =
        complete(2, "{'contactId':'c9','channel':'chat','receivedAt':'2026-01-02T03:04:05+08:00'}");

    assertThat(contact.path("contactId").asText()).isEqualTo("c9");
    assertThat(contact.path("channel").asText()).isEqualTo("chat");
    assertThat(contact.path("receivedAt").asText()).isEqualTo("2026-01-01T19:04:05Z");
    assertThat(completer.filled()).isEmpty();
  }

  @Test
  void theSameRowHasTheSameIdAgain() throws IOException {
    assertThat(complete(5, "{'body':'x'}").path("contactId"))
        .isEqualTo(complete(5, "{'body':'x'}").path("contactId"))
        .isNotEqualTo(complete(6, "{'body':'x'}").path("contactId"))
        .isNotEqualTo(complete(5, "{'body':'y'}").path("contactId"));
  }

  @Test
  void datesAndTimesWithoutOffsetAreUtc() throws IOException {
    assertThat(complete(2, "{'receivedAt':'2026-03-04'}").path("receivedAt").asText())
        .isEqualTo("2026-03-04T00:00:00Z");
    assertThat(complete(2, "{'receivedAt':'2026-03-04 05:06:07'}").path("receivedAt").asText())
        .isEqualTo("2026-03-04T05:06:07Z");
  }

  @Test
  void whatTheJobWouldRejectIsKeptBackWithItsCause() throws IOException {
    assertThat(ready(2, "{'channel':'fax'}").problem())
        .startsWith("unknown_value at /channel: wanted one of email");
    assertThat(ready(2, "{'receivedAt':'last week'}").problem())
        .startsWith("bad_timestamp at /receivedAt");
    assertThat(ready(2, "{'body':7}").problem()).startsWith("wrong_type at /body");
    assertThat(completer.complete(Row.bad(2, "not JSON")).problem()).isEqualTo("not JSON");
  }

  private JsonNode complete(long line, String json) throws IOException {
    RowCompleter.Ready ready = ready(line, json);
    assertThat(ready.problem()).isNull();
    return JSON.readTree(ready.value());
  }

  private RowCompleter.Ready ready(long line, String json) throws JsonProcessingException {
    return completer.complete(Row.of(line, (ObjectNode) JSON.readTree(json.replace('\'', '"'))));
  }
}
