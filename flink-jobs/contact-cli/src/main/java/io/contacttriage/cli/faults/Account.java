package io.contacttriage.cli.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of every record of the topic of contacts.
 *
 * @param read all records of the topic
 * @param decided contacts with at least one route
 * @param rejected records with at least one reject
 * @param duplicates records of a contactId that another record had before
 * @param decidedAgain routes beyond the first of their contact
 * @param rejectedAgain rejects beyond the first of their record
 * @param missing contactIds, or places, with neither route nor reject
 * @param routesOfNobody contactIds of routes that no record of contacts has
 * @param rejectsOfNothing places of rejects where no record of contacts is
 */
record Account(
    int read,
    int decided,
    int rejected,
    int duplicates,
    int decidedAgain,
    int rejectedAgain,
    List<String> missing,
    List<String> routesOfNobody,
    List<String> rejectsOfNothing) {
  private static final int SHOWN = 20;

  Account {
    missing = List.copyOf(missing);
    routesOfNobody = List.copyOf(routesOfNobody);
    rejectsOfNothing = List.copyOf(rejectsOfNothing);
  }

  /** All that does not hold, in words; empty when every contact is accounted for. */
  List<String> problems(boolean exactlyOnce) {
    List<String> problems = new ArrayList<>();
    if (read != decided + rejected + duplicates) {
      problems.add(
          "read %,d, which is not %,d decided + %,d rejected + %,d duplicates"
              .formatted(read, decided, rejected, duplicates));
    }
    name(problems, missing, "have neither route nor reject");
    name(problems, routesOfNobody, "have a route and were never sent");
    name(problems, rejectsOfNothing, "have a reject and were never sent");
    if (exactlyOnce && decidedAgain + rejectedAgain > 0) {
      problems.add(
          "%,d routes and %,d rejects are there more than once"
              .formatted(decidedAgain, rejectedAgain));
    }
    return problems;
  }

  private static void name(List<String> problems, List<String> some, String what) {
    if (!some.isEmpty()) {
      problems.add(
          "%,d %s: %s%s"
              .formatted(
                  some.size(),
                  what,
                  String.join(", ", some.subList(0, Math.min(SHOWN, some.size()))),
                  some.size() > SHOWN ? " …" : ""));
    }
  }

  /** The sum in one line. */
  String inWords() {
    return "read %,d = decided %,d + rejected %,d + duplicates %,d; decided again %,d, rejected again %,d"
        .formatted(read, decided, rejected, duplicates, decidedAgain, rejectedAgain);
  }
}
