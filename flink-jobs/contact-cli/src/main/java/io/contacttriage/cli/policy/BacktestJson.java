package io.contacttriage.cli.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.contacttriage.cli.tools.JsonText;
import io.contacttriage.routing.backtest.BacktestCount;
import io.contacttriage.routing.backtest.BacktestCount.Kind;
import io.contacttriage.routing.backtest.BacktestReport;
import io.contacttriage.routing.backtest.SafetyMove;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;

/** A backtest for machines: every count and every safety move. */
final class BacktestJson {
  private BacktestJson() {}

  static String of(BacktestReport report) {
    return JsonText.write(json -> write(json, report));
  }

  private static void write(JsonGenerator json, BacktestReport report) throws IOException {
    json.writeStartObject();
    json.writeStringField("live", report.live());
    json.writeStringField("candidate", report.candidate());
    json.writeNumberField("contacts", report.contacts());
    json.writeNumberField("moved", report.moved());
    json.writeNumberField("unreadable", report.unreadable());
    json.writeNumberField("loweredSafety", report.lowered());
    json.writeObjectFieldStart("termsUnread");
    unread(json, "live", report.unreadLive());
    unread(json, "candidate", report.unreadCandidate());
    json.writeEndObject();
    json.writeArrayFieldStart("safetyMoves");
    for (SafetyMove move : report.safetyMoves()) {
      json.writeStartObject();
      json.writeStringField("contactId", move.contactId());
      json.writeStringField("receivedAt", move.receivedAt());
      json.writeStringField("flags", move.flags());
      json.writeStringField("live", move.live());
      json.writeStringField("candidate", move.candidate());
      json.writeBooleanField("lower", move.lower());
      json.writeEndObject();
    }
    json.writeEndArray();
    counts(json, "moves", report, Kind.MOVED);
    counts(json, "changes", report, Kind.CHANGED);
    table(json, "matrix", report.matrix());
    json.writeObjectFieldStart("arrived");
    table(json, "live", report.arrivedLive());
    table(json, "candidate", report.arrivedCandidate());
    json.writeEndObject();
    json.writeObjectFieldStart("firstAnswersDue");
    table(json, "live", report.dueLive(Kind.ANSWER_DUE));
    table(json, "candidate", report.dueCandidate(Kind.ANSWER_DUE));
    json.writeEndObject();
    json.writeObjectFieldStart("clocksDue");
    table(json, "live", report.dueLive(Kind.CLOCK_DUE));
    table(json, "candidate", report.dueCandidate(Kind.CLOCK_DUE));
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void unread(JsonGenerator json, String book, Map<String, Long> lists)
      throws IOException {
    json.writeObjectFieldStart(book);
    for (Map.Entry<String, Long> list : lists.entrySet()) {
      json.writeNumberField(list.getKey(), list.getValue());
    }
    json.writeEndObject();
  }

  private static void counts(JsonGenerator json, String name, BacktestReport report, Kind kind)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (BacktestCount count : report.of(kind)) {
      json.writeStartObject();
      if (kind == Kind.MOVED) {
        json.writeStringField("live", count.live());
        json.writeStringField("candidate", count.candidate());
      } else {
        json.writeStringField("part", count.candidate());
      }
      json.writeNumberField("contacts", count.contacts());
      json.writeArrayFieldStart("examples");
      for (String example : count.examples()) {
        json.writeString(example);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void table(
      JsonGenerator json, String name, SortedMap<String, SortedMap<String, Long>> table)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, SortedMap<String, Long>> row : table.entrySet()) {
      json.writeObjectFieldStart(row.getKey());
      for (Map.Entry<String, Long> cell : row.getValue().entrySet()) {
        json.writeNumberField(cell.getKey(), cell.getValue());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }
}
