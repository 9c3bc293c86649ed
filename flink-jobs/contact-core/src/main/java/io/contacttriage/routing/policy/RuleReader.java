package io.contacttriage.routing.policy;

import io.contacttriage.routing.Additions;
import io.contacttriage.routing.Exposure;
import io.contacttriage.routing.Priority;
import io.contacttriage.routing.Route;
import io.contacttriage.routing.cel.CompiledConditions;
import io.contacttriage.routing.cel.Condition;
import io.contacttriage.routing.cel.ConditionResult;
import io.contacttriage.scoring.HarmLabel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads rules and routes, with the checks that need both the condition and what follows. */
final class RuleReader {
  private final BookNames names;
  private final Problems problems;
  private final Map<String, ConditionResult> compiled;
  private final Function<String, ConditionResult> compiler;

  /**
   * Begins with the first rule.
   *
   * @param known conditions of other books
   * @param compiled gains what becomes of each condition, by its text
   */
  RuleReader(
      BookNames names,
      Problems problems,
      CompiledConditions known,
      Map<String, ConditionResult> compiled) {
    this.names = names;
    this.problems = problems;
    this.compiled = compiled;
    this.compiler = known.of(names.queues().keySet(), names.terms().keySet());
  }

  Rule rule(DocumentNode node) {
    int before = problems.count();
    Fields fields = new Fields(node, problems, "a rule", List.of("id", "when", "route", "add"));
    String id = fields.requiredId("id");
    String when = fields.requiredText("when");
    Condition condition = condition(when, fields.place("when"));
    Route route = fields.optional("route") == null ? null : route(fields.optional("route"));
    Additions add = fields.optional("add") == null ? null : additions(fields.optional("add"));
    if (node.kind() == DocumentNode.Kind.OBJECT
        && fields.optional("route") == null
        && fields.optional("add") == null) {
      problems.add(node.place(), "a rule needs a route or an add");
    }
    if (route != null && condition != null) {
      checkSafetyFloor(condition, route, fields.place("route"));
    }
    if (route != null && add != null && add.exposure() != null) {
      checkExposure(route, add.exposure(), fields.place("add"));
    }
    return problems.count() > before ? null : new Rule(id, when, route, add);
  }

  Route route(DocumentNode node) {
    int before = problems.count();
    Fields fields =
        new Fields(
            node,
            problems,
            "a route",
            List.of("queue", "priority", "respondWithin", "skills", "tags", "selfService"));
    String queue = fields.requiredText("queue");
    fields.word(fields.optional("queue"), "queue", names.queues());
    Priority priority = fields.word(fields.required("priority"), "priority", BookNames.PRIORITIES);
    Duration respondWithin = fields.duration(fields.required("respondWithin"));
    List<String> skills = fields.ids("skills");
    List<String> tags = fields.ids("tags");
    String selfService = fields.id("selfService");
    return problems.count() > before
        ? null
        : new Route(queue, priority, respondWithin, skills, tags, selfService);
  }

  private Additions additions(DocumentNode node) {
    int before = problems.count();
    Fields fields =
        new Fields(node, problems, "an add", List.of("tags", "skills", "clocks", "exposure"));
    List<String> tags = fields.ids("tags");
    List<String> skills = fields.ids("skills");
    fields.items("clocks").forEach(clock -> fields.word(clock, "clock", names.clocks()));
    List<String> clocks = problems.count() > before ? List.of() : fields.ids("clocks");
    Exposure exposure =
        fields.optional("exposure") == null ? null : exposure(fields.optional("exposure"));
    if (problems.count() > before) {
      return null;
    }
    if (tags.isEmpty() && skills.isEmpty() && clocks.isEmpty() && exposure == null) {
      problems.add(node.place(), "an add needs tags, skills, clocks or an exposure");
      return null;
    }
    return new Additions(tags, skills, clocks, exposure);
  }

  private Exposure exposure(DocumentNode node) {
    Fields fields = new Fields(node, problems, "an exposure", List.of("class", "labels"));
    Exposure.Severity severity =
        fields.word(fields.required("class"), "exposure class", BookNames.SEVERITIES);
    List<HarmLabel> labels =
        fields.items("labels").stream()
            .map(label -> fields.word(label, "harm label", BookNames.HARM_LABELS))
            .filter(label -> label != null)
            .toList();
    return severity == null ? null : new Exposure(severity, labels);
  }

  private Condition condition(String when, Place place) {
    if (when == null) {
      return null;
    }
    ConditionResult result = compiled.computeIfAbsent(when, compiler);
    result
        .problems()
        .forEach(
            problem ->
                problems.add(
                    place,
                    "condition, line %d, column %d: %s"
                        .formatted(problem.line(), problem.column(), problem.message()),
                    problem.hint()));
    return result.condition();
  }

  private void checkSafetyFloor(Condition condition, Route route, Place place) {
    if (condition.positiveSafety().isEmpty()) {
      return;
    }
    String labels =
        String.join(
            ", ", condition.positiveSafety().stream().sorted().map(HarmLabel::label).toList());
    if (route.selfService() != null) {
      problems.add(place, "safety floor: contacts with " + labels + " must not go to self-service");
    }
    if (route.priority().compareTo(SafetyFloor.LOWEST_PRIORITY) > 0) {
      problems.add(
          place,
          "safety floor: contacts with " + labels + " need P0 or P1, found " + route.priority());
    }
  }

  private void checkExposure(Route route, Exposure exposure, Place place) {
    Exposure.Severity most = names.queues().get(route.queue());
    if (exposure.severity().compareTo(most) > 0) {
      problems.add(
          place,
          "the queue %s may receive at most %s content, found %s"
              .formatted(route.queue(), most.wireName(), exposure.severity().wireName()));
    }
  }
}
