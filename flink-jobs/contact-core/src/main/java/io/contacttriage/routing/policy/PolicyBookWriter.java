package io.contacttriage.routing.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.contacttriage.routing.Additions;
import io.contacttriage.routing.Exposure;
import io.contacttriage.routing.Route;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.text.terms.TermList;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes the JSON snapshot of a book ({@code config/schemas/policy-book.schema.json}): fixed field
 * order, so that the same book gives the same bytes. {@link PolicyBookReader} reads it back equal.
 */
public final class PolicyBookWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator out;

  private PolicyBookWriter(JsonGenerator out) {
    this.out = out;
  }

  /** UTF-8, one line. */
  public static byte[] write(PolicyBook book) {
    return write(book, false);
  }

  /** UTF-8, for people. */
  public static byte[] writeIndented(PolicyBook book) {
    return write(book, true);
  }

  private static byte[] write(PolicyBook book, boolean indented) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      if (indented) {
        out.setPrettyPrinter(new DefaultPrettyPrinter());
      }
      new PolicyBookWriter(out).book(book);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void book(PolicyBook book) throws IOException {
    out.writeStartObject();
    out.writeNumberField("schemaVersion", 1);
    out.writeStringField("name", book.name());
    out.writeNumberField("version", book.version());
    out.writeStringField("owner", book.owner());
    text("author", book.author());
    text("reason", book.reason());
    text("publishedAt", book.publishedAt());
    out.writeArrayFieldStart("queues");
    for (Queue queue : book.queues()) {
      out.writeStartObject();
      out.writeStringField("name", queue.name());
      out.writeStringField("purpose", queue.purpose());
      out.writeStringField("exposure", queue.exposure().wireName());
      out.writeEndObject();
    }
    out.writeEndArray();
    calendars(book.calendars());
    clocks(book.clocks());
    route("fallback", book.fallback());
    route("failSafe", book.failSafe());
    if (book.rolloutPercent() > 0) {
      out.writeNumberField("rolloutPercent", book.rolloutPercent());
    }
    if (book.guard() != null) {
      guard(book.guard());
    }
    if (!book.terms().isEmpty()) {
      terms(book.terms());
    }
    out.writeArrayFieldStart("policies");
    for (Policy policy : book.policies()) {
      policy(policy);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void terms(List<TermList> lists) throws IOException {
    out.writeArrayFieldStart("terms");
    for (TermList list : lists) {
      out.writeStartObject();
      out.writeStringField("name", list.name());
      out.writeStringField("owner", list.owner());
      out.writeStringField("description", list.description());
      out.writeObjectFieldStart("languages");
      for (Map.Entry<String, List<String>> language : list.languages().entrySet()) {
        texts(language.getKey(), language.getValue());
      }
      out.writeEndObject();
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void guard(LaunchGuard guard) throws IOException {
    out.writeObjectFieldStart("guard");
    share("queueShare", guard.queueShare());
    share("safetyShare", guard.safetyShare());
    share("unroutedShare", guard.unroutedShare());
    share("falseAlarms", guard.falseAlarms());
    out.writeEndObject();
  }

  private void share(String name, Double value) throws IOException {
    if (value != null) {
      out.writeNumberField(name, value);
    }
  }

  private void calendars(List<BusinessCalendar> calendars) throws IOException {
    out.writeArrayFieldStart("calendars");
    for (BusinessCalendar calendar : calendars) {
      out.writeStartObject();
      out.writeStringField("name", calendar.name());
      out.writeStringField("zone", calendar.zone().getId());
      texts(
          "weekend",
          calendar.weekend().stream().map(day -> day.name().toLowerCase(Locale.ROOT)).toList());
      texts("holidays", calendar.holidays().stream().map(LocalDate::toString).toList());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void clocks(List<LegalClock> clocks) throws IOException {
    out.writeArrayFieldStart("clocks");
    for (LegalClock clock : clocks) {
      out.writeStartObject();
      out.writeStringField("name", clock.name());
      out.writeStringField("law", clock.law());
      text("calendar", clock.calendar() == null ? null : clock.calendar().name());
      out.writeObjectFieldStart("due");
      if (clock.due() instanceof Due.BusinessDays businessDays) {
        out.writeNumberField("businessDays", businessDays.days());
      } else if (clock.due() instanceof Due.Months months) {
        out.writeNumberField("months", months.months());
      } else if (clock.due() instanceof Due.Elapsed elapsed) {
        out.writeStringField("duration", elapsed.duration().toString());
      }
      out.writeEndObject();
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void policy(Policy policy) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", policy.id());
    out.writeStringField("title", policy.title());
    out.writeStringField("owner", policy.owner());
    out.writeStringField("purpose", policy.purpose());
    out.writeArrayFieldStart("rules");
    for (Rule rule : policy.rules()) {
      out.writeStartObject();
      out.writeStringField("id", rule.id());
      out.writeStringField("when", rule.when());
      if (rule.route() != null) {
        route("route", rule.route());
      }
      if (rule.add() != null) {
        additions(rule.add());
      }
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("tests");
    for (PolicyTest test : policy.tests()) {
      PolicyTestWriter.write(test, out);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void route(String name, Route route) throws IOException {
    out.writeObjectFieldStart(name);
    out.writeStringField("queue", route.queue());
    out.writeStringField("priority", route.priority().name());
    out.writeStringField("respondWithin", route.respondWithin().toString());
    texts("skills", route.skills());
    texts("tags", route.tags());
    text("selfService", route.selfService());
    out.writeEndObject();
  }

  private void additions(Additions add) throws IOException {
    out.writeObjectFieldStart("add");
    texts("tags", add.tags());
    texts("skills", add.skills());
    texts("clocks", add.clocks());
    Exposure exposure = add.exposure();
    if (exposure != null) {
      out.writeObjectFieldStart("exposure");
      out.writeStringField("class", exposure.severity().wireName());
      texts("labels", exposure.labels().stream().map(HarmLabel::label).toList());
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private void text(String name, Object value) throws IOException {
    if (value != null) {
      out.writeStringField(name, value.toString());
    }
  }

  private void texts(String name, List<String> values) throws IOException {
    if (!values.isEmpty()) {
      out.writeArrayFieldStart(name);
      for (String value : values) {
        out.writeString(value);
      }
      out.writeEndArray();
    }
  }
}
