package io.contacttriage.cli.tools;

import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.Topic;
import io.contacttriage.scoring.Urgency;
import java.util.EnumSet;
import java.util.Set;

/** How well a model's scores meet what people say of the same contacts. */
final class Evaluation {
  private final HeadTally<Topic> topics = new HeadTally<>(Topic.class);
  private final HeadTally<Urgency> urgencies = new HeadTally<>(Urgency.class);
  private final HeadTally<HarmLabel> harms = new HeadTally<>(HarmLabel.class);
  private final LabelTally anyHarm = new LabelTally();
  private final LabelTally criticalSeen = new LabelTally();
  private int contacts;
  private int harmless;
  private int falseAlarms;
  private int languages;
  private int languagesRight;

  void add(LabelledContact wanted, Scores found) {
    contacts++;
    if (wanted.topic() != null) {
      topics.add(Set.of(wanted.topic()), Set.of(found.topic()));
    }
    if (wanted.urgency() != null) {
      urgencies.add(Set.of(wanted.urgency()), Set.of(found.urgency()));
      criticalSeen.add(
          wanted.urgency() == Urgency.CRITICAL, found.urgency().compareTo(Urgency.HIGH) >= 0);
    }
    if (wanted.harm() != null) {
      addHarm(wanted.harm(), found);
    }
    if (wanted.language() != null) {
      languages++;
      languagesRight += wanted.language().equals(found.language()) ? 1 : 0;
    }
  }

  private void addHarm(Set<HarmLabel> wanted, Scores found) {
    Set<HarmLabel> flags = EnumSet.noneOf(HarmLabel.class);
    flags.addAll(found.flags());
    harms.add(wanted, flags);
    anyHarm.add(!wanted.isEmpty(), !flags.isEmpty());
    if (wanted.isEmpty()) {
      harmless++;
      falseAlarms += flags.isEmpty() ? 0 : 1;
    }
  }

  int contacts() {
    return contacts;
  }

  HeadTally<Topic> topics() {
    return topics;
  }

  HeadTally<Urgency> urgencies() {
    return urgencies;
  }

  HeadTally<HarmLabel> harms() {
    return harms;
  }

  double criticalRecall() {
    return urgencies.label(Urgency.CRITICAL).recall();
  }

  /** Share of the critical contacts that are scored high at least. */
  double criticalAtLeastHighRecall() {
    return criticalSeen.recall();
  }

  /** Share of the contacts with harm that get any flag. */
  double harmRecall() {
    return anyHarm.recall();
  }

  /** Share of the contacts without harm that get a flag. */
  double falseAlarmRate() {
    return (double) falseAlarms / harmless;
  }

  double languageAccuracy() {
    return (double) languagesRight / languages;
  }
}
