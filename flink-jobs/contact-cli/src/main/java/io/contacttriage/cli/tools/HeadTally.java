package io.contacttriage.cli.tools;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Right and wrong answers of one head, label by label. */
final class HeadTally<E extends Enum<E>> {
  private final Map<E, LabelTally> labels;
  private int contacts;
  private int exact;

  HeadTally(Class<E> type) {
    labels = new EnumMap<>(type);
    for (E label : type.getEnumConstants()) {
      labels.put(label, new LabelTally());
    }
  }

  void add(Set<E> wanted, Set<E> found) {
    contacts++;
    exact += wanted.equals(found) ? 1 : 0;
    labels.forEach((label, tally) -> tally.add(wanted.contains(label), found.contains(label)));
  }

  Map<E, LabelTally> labels() {
    return Collections.unmodifiableMap(labels);
  }

  LabelTally label(E label) {
    return labels.get(label);
  }

  int contacts() {
    return contacts;
  }

  /** Share of contacts with exactly the wanted labels. */
  double accuracy() {
    return (double) exact / contacts;
  }

  /** Mean over the labels that occur. */
  double macroF1() {
    return labels.values().stream()
        .filter(tally -> tally.support() > 0)
        .mapToDouble(LabelTally::f1)
        .average()
        .orElse(Double.NaN);
  }
}
