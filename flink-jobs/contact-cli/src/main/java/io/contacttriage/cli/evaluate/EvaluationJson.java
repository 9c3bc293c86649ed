package io.contacttriage.cli.evaluate;

import com.fasterxml.jackson.core.JsonGenerator;
import io.contacttriage.cli.tools.JsonText;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** An evaluation for machines: keys always in the same order, ids instead of texts. */
final class EvaluationJson {
  private EvaluationJson() {}

  static String of(EvaluationReport report) {
    return JsonText.write(json -> write(json, report));
  }

  private static void write(JsonGenerator json, EvaluationReport report) throws IOException {
    Evaluation all = report.all();
    json.writeStartObject();
    json.writeStringField("model", report.model());
    json.writeStringField("part", report.part().label());
    json.writeNumberField("otherParts", report.otherParts());
    json.writeNumberField("badLines", report.badLines());
    number(json, "microsPerText", report.speed().micros());
    number(json, "prepareMicrosPerText", report.speed().prepareMicros());
    number(json, "scoreMicrosPerText", report.speed().scoreMicros());
    tiers(json, report.tiers());
    measures(json, all);
    json.writeObjectFieldStart("confusion");
    confusion(json, "topic", all.topics(), Topic.values(), Topic::label);
    confusion(json, "urgency", all.urgencies(), Urgency.values(), Urgency::label);
    json.writeEndObject();
    calibration(json, all);
    for (Slices slices : Slices.values()) {
      json.writeObjectFieldStart(slices.key());
      for (Map.Entry<String, Evaluation> part : report.slices().get(slices).entrySet()) {
        json.writeObjectFieldStart(part.getKey());
        measures(json, part.getValue());
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    misses(json, Miss.worst(report.outcomes()));
    json.writeEndObject();
  }

  static void tiers(JsonGenerator json, Map<String, Double> shares) throws IOException {
    json.writeObjectFieldStart("tiers");
    for (Map.Entry<String, Double> tier : shares.entrySet()) {
      number(json, tier.getKey(), tier.getValue());
    }
    json.writeEndObject();
  }

  private static void measures(JsonGenerator json, Evaluation part) throws IOException {
    json.writeNumberField("contacts", part.contacts());
    json.writeObjectFieldStart("figures");
    for (Figure figure : Figure.values()) {
      number(json, figure.key(), figure.of(part));
    }
    json.writeEndObject();
    for (Head head : Head.of(part)) {
      json.writeObjectFieldStart(head.key());
      json.writeNumberField("contacts", head.contacts());
      json.writeObjectFieldStart("labels");
      for (Head.Row row : head.labels()) {
        json.writeObjectFieldStart(row.label());
        json.writeNumberField("contacts", row.tally().support());
        number(json, "precision", row.tally().precision());
        number(json, "recall", row.tally().recall());
        number(json, "f1", row.tally().f1());
        number(json, "auprc", row.averagePrecision());
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeEndObject();
    }
  }

  private static <E extends Enum<E>> void confusion(
      JsonGenerator json, String name, HeadTally<E> head, E[] labels, Function<E, String> label)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (E wanted : labels) {
      json.writeObjectFieldStart(label.apply(wanted));
      for (E found : labels) {
        json.writeNumberField(label.apply(found), head.count(wanted, found));
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void calibration(JsonGenerator json, Evaluation all) throws IOException {
    json.writeObjectFieldStart("calibration");
    reliability(json, "topic", all.topicReliability());
    reliability(json, "urgency", all.urgencyReliability());
    for (HarmLabel label : HarmLabel.values()) {
      reliability(json, label.label(), all.harmReliability(label));
    }
    json.writeEndObject();
  }

  private static void reliability(JsonGenerator json, String name, Reliability reliability)
      throws IOException {
    json.writeObjectFieldStart(name);
    number(json, "error", reliability.error());
    json.writeArrayFieldStart("bins");
    for (Reliability.Bin bin : reliability.bins()) {
      json.writeStartObject();
      number(json, "from", bin.low());
      json.writeNumberField("contacts", bin.contacts());
      number(json, "confidence", bin.confidence());
      number(json, "came", bin.came());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void misses(JsonGenerator json, List<Miss> misses) throws IOException {
    json.writeArrayFieldStart("worstMisses");
    for (Miss miss : misses) {
      json.writeStartObject();
      json.writeStringField("id", miss.id());
      json.writeStringField("head", miss.head());
      json.writeStringField("expected", miss.expected());
      json.writeStringField("found", miss.found());
      number(json, "confidence", miss.confidence());
      json.writeBooleanField("safety", miss.isSafety());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Null for a share of nothing. */
  static void number(JsonGenerator json, String name, double value) throws IOException {
    if (Double.isNaN(value)) {
      json.writeNullField(name);
    } else {
      JsonText.number(json, name, value);
    }
  }
}
