package io.contacttriage.cli.evaluate;

import com.fasterxml.jackson.core.JsonGenerator;
import io.contacttriage.cli.tools.JsonText;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A comparison for machines: keys always in the same order, ids instead of texts. */
final class ComparisonJson {
  private ComparisonJson() {}

  static String of(Comparison comparison) {
    return JsonText.write(json -> write(json, comparison));
  }

  private static void write(JsonGenerator json, Comparison comparison) throws IOException {
    json.writeStartObject();
    side(json, "a", comparison.a());
    side(json, "b", comparison.b());
    json.writeStringField("part", comparison.part().label());
    json.writeNumberField("otherParts", comparison.otherParts());
    json.writeNumberField("badLines", comparison.badLines());
    json.writeNumberField("resamples", PairedBootstrap.RESAMPLES);
    figures(json, comparison.contacts(), comparison.all());
    json.writeObjectFieldStart("byLanguage");
    for (Map.Entry<String, Comparison.LanguageDifferences> part :
        comparison.byLanguage().entrySet()) {
      json.writeObjectFieldStart(part.getKey());
      figures(json, part.getValue().contacts(), part.getValue().figures());
      json.writeEndObject();
    }
    json.writeEndObject();
    cases(json, "safetyFoundOnlyByA", comparison.foundOnlyByA());
    cases(json, "safetyFoundOnlyByB", comparison.foundOnlyByB());
    json.writeEndObject();
  }

  private static void side(JsonGenerator json, String name, Comparison.Side side)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("model", side.model());
    json.writeStringField("tier", side.tier());
    EvaluationJson.number(json, "prepareMicrosPerText", side.speed().prepareMicros());
    EvaluationJson.number(json, "scoreMicrosPerText", side.speed().scoreMicros());
    EvaluationJson.tiers(json, side.tiers());
    json.writeEndObject();
  }

  private static void figures(JsonGenerator json, int contacts, List<Difference> figures)
      throws IOException {
    json.writeNumberField("contacts", contacts);
    json.writeObjectFieldStart("figures");
    for (Difference each : figures) {
      json.writeObjectFieldStart(each.figure().key());
      EvaluationJson.number(json, "a", each.a());
      EvaluationJson.number(json, "b", each.b());
      EvaluationJson.number(json, "difference", each.difference());
      EvaluationJson.number(json, "low", each.low());
      EvaluationJson.number(json, "high", each.high());
      json.writeBooleanField("higherIsBetter", each.figure().higherIsBetter());
      if (each.mark() == Difference.Mark.NONE) {
        json.writeNullField("mark");
      } else {
        json.writeStringField("mark", each.mark().label());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void cases(JsonGenerator json, String name, List<SafetyCase> cases)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (SafetyCase each : cases) {
      json.writeStartObject();
      json.writeStringField("id", each.id());
      json.writeStringField("what", each.what());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
