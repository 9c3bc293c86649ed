package io.contacttriage.cli.tools;

import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A text with what people say of it; source: {@code models/contacts}. What a data set does not
 * carry is null: unknown, never negative.
 *
 * @param language ISO 639-1 code or {@code mixed}, or null
 * @param topic or null
 * @param urgency or null
 * @param harm or null; empty when people say there is none
 */
record LabelledContact(
    String id, String text, String language, Topic topic, Urgency urgency, Set<HarmLabel> harm) {
  LabelledContact {
    if (harm != null) {
      Set<HarmLabel> ordered = EnumSet.noneOf(HarmLabel.class);
      ordered.addAll(harm);
      harm = Collections.unmodifiableSet(ordered);
    }
  }
}
