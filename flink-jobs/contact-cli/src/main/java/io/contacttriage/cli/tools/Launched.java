package io.contacttriage.cli.tools;

import io.contacttriage.cli.tools.PolicyAcknowledgements.Effect;
import io.contacttriage.routing.policy.PolicyBook;
import java.util.Optional;

/**
 * A book that was sent to the job.
 *
 * @param newestBefore the newest version that lay in the topic, whatever its key
 * @param effect empty when nobody was waited for
 */
record Launched(PolicyBook book, long newestBefore, Optional<Effect> effect) {
  /** For people: what the book is now, and since when. */
  String words(String role) {
    return book.versionId()
        + " is "
        + role
        + "; the newest before was version "
        + newestBefore
        + effect.map(seen -> "\n" + seen.words()).orElse("");
  }

  /** For machines: one object; without subtasks and time when nobody was waited for. */
  String json() {
    return JsonText.write(
        json -> {
          json.writeStartObject();
          json.writeStringField("published", book.versionId());
          json.writeNumberField("newestBefore", newestBefore);
          if (effect.isPresent()) {
            json.writeNumberField("subtasks", effect.get().subtasks());
            json.writeNumberField("effectMillis", effect.get().after().toMillis());
          }
          json.writeEndObject();
        });
  }
}
