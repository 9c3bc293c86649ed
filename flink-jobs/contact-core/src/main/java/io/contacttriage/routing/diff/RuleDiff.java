package io.contacttriage.routing.diff;

import io.contacttriage.routing.Additions;
import io.contacttriage.routing.Route;
import io.contacttriage.routing.policy.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** How one rule, or one route of the book, changed. */
final class RuleDiff {
  private static final Additions NOTHING = new Additions(null, null, null, null);

  private final List<String> changes = new ArrayList<>();

  private RuleDiff() {}

  /** What the rule now does, each as a sentence without its subject; empty when both are equal. */
  static List<String> words(Rule was, Rule is) {
    if (was.equals(is)) {
      return List.of();
    }
    RuleDiff diff = new RuleDiff();
    if (!was.when().equals(is.when())) {
      diff.changes.addAll(ConditionDiff.words(was.when(), is.when()));
    }
    if (was.route() != null && is.route() != null) {
      diff.route(was.route(), is.route());
    } else if (is.route() != null) {
      diff.changes.add("now sends contacts to " + Words.route(is.route()));
    } else if (was.route() != null) {
      diff.changes.add("no longer sends contacts to " + Words.place(was.route()));
    }
    diff.additions(was.add() == null ? NOTHING : was.add(), is.add() == null ? NOTHING : is.add());
    if (diff.changes.isEmpty()) {
      // An empty add that came or went.
      diff.changes.add("is written in another way and does the same");
    }
    return diff.changes;
  }

  /** What the route now does. */
  static List<String> words(Route was, Route is) {
    RuleDiff diff = new RuleDiff();
    diff.route(was, is);
    return diff.changes;
  }

  private void route(Route was, Route is) {
    if (!Words.place(was).equals(Words.place(is))) {
      changes.add("sends contacts to " + Words.place(is) + ", instead of " + Words.place(was));
    }
    if (!was.respondWithin().equals(is.respondWithin())) {
      changes.add(
          "has contacts answered within "
              + Words.duration(is.respondWithin())
              + " instead of "
              + Words.duration(was.respondWithin()));
    }
    if (!Objects.equals(was.selfService(), is.selfService())) {
      changes.add("lets " + Words.answerer(is) + " answer instead of " + Words.answerer(was));
    }
    list("asks for", "skill", was.skills(), is.skills());
    list("gives", "tag", was.tags(), is.tags());
  }

  private void additions(Additions was, Additions is) {
    list("adds", "tag", was.tags(), is.tags());
    list("adds", "skill", was.skills(), is.skills());
    list("starts", "clock", was.clocks(), is.clocks());
    if (Objects.equals(was.exposure(), is.exposure())) {
      return;
    }
    if (was.exposure() == null) {
      changes.add("now warns of " + Words.exposure(is.exposure()));
    } else if (is.exposure() == null) {
      changes.add("no longer warns of " + Words.exposure(was.exposure()));
    } else {
      changes.add(
          "warns of "
              + Words.exposure(is.exposure())
              + " instead of "
              + Words.exposure(was.exposure()));
    }
  }

  private void list(String verb, String one, List<String> was, List<String> is) {
    List<String> gained = is.stream().filter(item -> !was.contains(item)).toList();
    List<String> lost = was.stream().filter(item -> !is.contains(item)).toList();
    if (!gained.isEmpty()) {
      changes.add("now " + verb + " " + Words.list(one, gained));
    }
    if (!lost.isEmpty()) {
      changes.add("no longer " + verb + " " + Words.list(one, lost));
    }
    if (gained.isEmpty() && lost.isEmpty() && !was.equals(is)) {
      changes.add(verb + " the same in another order: " + Words.list(one, is));
    }
  }
}
