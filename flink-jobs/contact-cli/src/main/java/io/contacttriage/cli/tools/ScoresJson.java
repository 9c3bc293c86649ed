package io.contacttriage.cli.tools;

import com.fasterxml.jackson.core.JsonGenerator;
import io.contacttriage.routing.ScorePrecision;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.io.IOException;

/** What a model said of one contact, as {@code score} and {@code explain} write it. */
final class ScoresJson {
  private ScoresJson() {}

  /** The fields from {@code topic} to {@code model}, into an object that is open. */
  static void writeFields(JsonGenerator json, Scores scores) throws IOException {
    json.writeObjectFieldStart("topic");
    json.writeStringField("label", scores.topic().label());
    json.writeNumberField("confidence", ScorePrecision.round(scores.topicConfidence()));
    json.writeEndObject();
    json.writeObjectFieldStart("topics");
    for (Topic topic : Topic.values()) {
      json.writeNumberField(topic.label(), ScorePrecision.round(scores.topics()[topic.ordinal()]));
    }
    json.writeEndObject();
    json.writeObjectFieldStart("urgency");
    json.writeStringField("label", scores.urgency().label());
    json.writeNumberField("score", ScorePrecision.round(scores.urgencyScore()));
    json.writeEndObject();
    json.writeObjectFieldStart("urgencies");
    for (Urgency urgency : Urgency.values()) {
      json.writeNumberField(
          urgency.label(), ScorePrecision.round(scores.urgencies()[urgency.ordinal()]));
    }
    json.writeEndObject();
    json.writeObjectFieldStart("harm");
    for (HarmLabel label : HarmLabel.values()) {
      json.writeNumberField(label.label(), ScorePrecision.round(scores.harm(label)));
    }
    json.writeEndObject();
    json.writeArrayFieldStart("flags");
    for (HarmLabel label : scores.flags()) {
      json.writeString(label.label());
    }
    json.writeEndArray();
    json.writeStringField("language", scores.language());
    json.writeStringField("tier", scores.tier());
    json.writeStringField("model", scores.model());
  }
}
