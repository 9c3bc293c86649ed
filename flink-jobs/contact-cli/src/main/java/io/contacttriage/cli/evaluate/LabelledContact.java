package io.contacttriage.cli.evaluate;

import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * A text with what people say of it. What a data set does not carry is null: unknown, never
 * negative.
 *
 * @param id of the data set, else file and line
 * @param text the contact's words; ends at the scorer
 */
record LabelledContact(String id, String text, Labels labels) {
  LabelledContact {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(labels, "labels");
  }

  /**
   * What people say, without the text.
   *
   * @param language ISO 639-1 code or {@code mixed}, or null
   * @param kind what the contact is there to show, or null
   * @param source data set that it is from
   * @param topic or null
   * @param urgency or null
   * @param harm or null; empty when people say there is none
   */
  record Labels(
      String language,
      String kind,
      String source,
      Topic topic,
      Urgency urgency,
      Set<HarmLabel> harm) {
    Labels {
      Objects.requireNonNull(source, "source");
      if (harm != null) {
        Set<HarmLabel> ordered = EnumSet.noneOf(HarmLabel.class);
        ordered.addAll(harm);
        harm = Collections.unmodifiableSet(ordered);
      }
    }
  }
}
