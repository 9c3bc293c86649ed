package io.contacttriage.cli.tools;

import com.fasterxml.jackson.core.JsonGenerator;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.io.IOException;

/** What a model said of one contact, as {@code score} and {@code explain} write it. */
public final class ScoresJson {
  private ScoresJson() {}

  /** The fields from {@code topic} to {@code model}, into an object that is open. */
  public static void writeFields(JsonGenerator json, Scores scores) throws IOException {
    json.writeObjectFieldStart("topic");
    json.writeStringField("label", scores.topic().label());
    JsonText.number(json, "confidence", scores.topicConfidence());
    json.writeEndObject();
    json.writeObjectFieldStart("topics");
    for (Topic topic : Topic.values()) {
      JsonText.number(json, topic.label(), scores.topics()[topic.ordinal()]);
    }
    json.writeEndObject();
    json.writeObjectFieldStart("urgency");
    json.writeStringField("label", scores.urgency().label());
    JsonText.number(json, "score", scores.urgencyScore());
    json.writeEndObject();
    json.writeObjectFieldStart("urgencies");
    for (Urgency urgency : Urgency.values()) {
      JsonText.number(json, urgency.label(), scores.urgencies()[urgency.ordinal()]);
    }
    json.writeEndObject();
    json.writeObjectFieldStart("harm");
    for (HarmLabel label : HarmLabel.values()) {
      JsonText.number(json, label.label(), scores.harm(label));
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
