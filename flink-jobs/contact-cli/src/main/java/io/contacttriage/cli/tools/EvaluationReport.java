package io.contacttriage.cli.tools;

import com.fasterxml.jackson.core.JsonGenerator;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * An evaluation for people and for machines.
 *
 * @param model {@code name/version}
 * @param byLanguage by the language that people gave
 * @param microsPerText preparing, tokenizing and scoring on one thread, mean
 */
record EvaluationReport(
    String model,
    Evaluation all,
    SortedMap<String, Evaluation> byLanguage,
    double microsPerText,
    long badLines) {
  EvaluationReport {
    byLanguage = new TreeMap<>(byLanguage);
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%,d contacts, model %s, %,.0f µs a text%n%n",
            all.contacts(),
            model,
            microsPerText));
    head(text, "Topic", all.topics(), Topic::label);
    head(text, "Urgency", all.urgencies(), Urgency::label);
    text.append(
        String.format(
            "Critical contacts scored critical %s, at least high %s%n%n",
            share(all.criticalRecall()), share(all.criticalAtLeastHighRecall())));
    head(text, "Harm", all.harms(), HarmLabel::label);
    text.append(
        String.format(
            "Contacts with harm that are flagged %s; without harm, flagged all the same %s%n%n",
            share(all.harmRecall()), share(all.falseAlarmRate())));
    languages(text);
    return text.toString();
  }

  private static <E extends Enum<E>> void head(
      StringBuilder text, String title, HeadTally<E> head, Function<E, String> name) {
    if (head.contacts() == 0) {
      text.append(title).append(": the data carry no such labels\n\n");
      return;
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%s: accuracy %s, macro-F1 %s, %,d contacts%n",
            title,
            share(head.accuracy()),
            share(head.macroF1()),
            head.contacts()));
    TextTable table = new TextTable("label", "contacts", "precision", "recall", "F1");
    head.labels()
        .forEach(
            (label, tally) ->
                table.row(
                    name.apply(label),
                    Integer.toString(tally.support()),
                    share(tally.precision()),
                    share(tally.recall()),
                    share(tally.f1())));
    text.append(table.render()).append('\n');
  }

  private void languages(StringBuilder text) {
    TextTable table =
        new TextTable(
            "language", "contacts", "told", "topic", "urgency", "critical", "harm", "false alarms");
    byLanguage.forEach(
        (language, part) ->
            table.row(
                language,
                Integer.toString(part.contacts()),
                share(part.languageAccuracy()),
                share(part.topics().accuracy()),
                share(part.urgencies().accuracy()),
                share(part.criticalRecall()),
                share(part.harmRecall()),
                share(part.falseAlarmRate())));
    text.append(table.render());
  }

  String json() {
    return JsonText.write(
        json -> {
          json.writeStartObject();
          json.writeStringField("model", model);
          json.writeNumberField("badLines", badLines);
          number(json, "microsPerText", microsPerText);
          measures(json, all);
          json.writeObjectFieldStart("byLanguage");
          for (Map.Entry<String, Evaluation> entry : byLanguage.entrySet()) {
            json.writeObjectFieldStart(entry.getKey());
            measures(json, entry.getValue());
            json.writeEndObject();
          }
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  private static void measures(JsonGenerator json, Evaluation part) throws IOException {
    json.writeNumberField("contacts", part.contacts());
    number(json, "criticalRecall", part.criticalRecall());
    number(json, "criticalAtLeastHighRecall", part.criticalAtLeastHighRecall());
    number(json, "harmRecall", part.harmRecall());
    number(json, "falseAlarmRate", part.falseAlarmRate());
    number(json, "languageAccuracy", part.languageAccuracy());
    head(json, "topic", part.topics(), Topic::label);
    head(json, "urgency", part.urgencies(), Urgency::label);
    head(json, "harm", part.harms(), HarmLabel::label);
  }

  private static <E extends Enum<E>> void head(
      JsonGenerator json, String name, HeadTally<E> head, Function<E, String> label)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("contacts", head.contacts());
    number(json, "accuracy", head.accuracy());
    number(json, "macroF1", head.macroF1());
    json.writeObjectFieldStart("labels");
    for (Map.Entry<E, LabelTally> entry : head.labels().entrySet()) {
      LabelTally tally = entry.getValue();
      json.writeObjectFieldStart(label.apply(entry.getKey()));
      json.writeNumberField("contacts", tally.support());
      number(json, "precision", tally.precision());
      number(json, "recall", tally.recall());
      number(json, "f1", tally.f1());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  /** Null for a share of nothing. */
  private static void number(JsonGenerator json, String name, double value) throws IOException {
    if (Double.isNaN(value)) {
      json.writeNullField(name);
    } else {
      JsonText.number(json, name, value);
    }
  }

  private static String share(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.1f%%", value * 100);
  }
}
