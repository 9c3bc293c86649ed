package io.contacttriage.routing.policy;

import io.contacttriage.routing.Additions;
import io.contacttriage.routing.Exposure;
import io.contacttriage.routing.Reason;
import io.contacttriage.routing.Route;
import io.contacttriage.scoring.HarmLabel;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers what matching rules say of one contact. */
final class EvaluationCollector {
  private final Map<String, LegalClock> clocksByName;
  private final Set<String> tags = new LinkedHashSet<>();
  private final Set<String> skills = new LinkedHashSet<>();
  private final Set<LegalClock> clocks = new LinkedHashSet<>();
  private final Set<HarmLabel> exposedTo = EnumSet.noneOf(HarmLabel.class);
  private final List<Reason> reasons = new ArrayList<>();
  private Exposure.Severity severity = Exposure.Severity.NONE;
  private Route route;

  EvaluationCollector(Map<String, LegalClock> clocksByName) {
    this.clocksByName = clocksByName;
  }

  boolean isRouted() {
    return route != null;
  }

  void route(Route found, Reason reason) {
    route = found;
    reasons.add(0, reason);
  }

  void raise(Route raised, Reason reason) {
    route = raised;
    reasons.add(reason);
  }

  Route route() {
    return route;
  }

  void add(Additions additions) {
    tags.addAll(additions.tags());
    skills.addAll(additions.skills());
    additions.clocks().forEach(name -> clocks.add(clocksByName.get(name)));
    if (additions.exposure() != null) {
      exposedTo.addAll(additions.exposure().labels());
      if (additions.exposure().severity().compareTo(severity) > 0) {
        severity = additions.exposure().severity();
      }
    }
  }

  void tag(String tag) {
    tags.add(tag);
  }

  void reason(Reason reason) {
    reasons.add(reason);
  }

  Route mergedRoute() {
    return new Route(
        route.queue(),
        route.priority(),
        route.respondWithin(),
        merged(route.skills(), skills),
        merged(route.tags(), tags),
        route.selfService());
  }

  List<LegalClock> clocks() {
    return List.copyOf(clocks);
  }

  Exposure exposure() {
    return new Exposure(severity, List.copyOf(exposedTo));
  }

  List<Reason> reasons() {
    return reasons;
  }

  private static List<String> merged(List<String> first, Set<String> then) {
    Set<String> merged = new LinkedHashSet<>(first);
    merged.addAll(then);
    return List.copyOf(merged);
  }
}
