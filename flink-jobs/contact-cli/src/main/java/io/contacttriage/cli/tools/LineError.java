package io.contacttriage.cli.tools;

import io.contacttriage.contact.RejectedRecord;

/** What stands in the place of a line that could not be read. */
final class LineError {
  private LineError() {}

  /** {@code {"line":N,"error":{"cause","detail"}}}; quotes nothing of the line. */
  static String json(RejectedRecord rejected) {
    String place = rejected.field() == null ? "" : rejected.field() + ": ";
    return JsonText.write(
        json -> {
          json.writeStartObject();
          json.writeNumberField("line", rejected.coordinates().offset());
          json.writeObjectFieldStart("error");
          json.writeStringField("cause", rejected.cause().wireName());
          json.writeStringField("detail", place + rejected.detail());
          json.writeEndObject();
          json.writeEndObject();
        });
  }
}
