package io.contacttriage.routing.backtest;

import io.contacttriage.contact.ReadTerms;
import io.contacttriage.routing.AuditRecord;
import io.contacttriage.routing.DueClock;
import io.contacttriage.routing.RoutingDecision;
import io.contacttriage.routing.backtest.BacktestCount.Kind;
import io.contacttriage.routing.policy.PolicyEvaluator;
import io.contacttriage.routing.policy.RoutingRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Decides recorded contacts by two books, with the live job's own rules, and counts what differs.
 * What was remembered of a subject is taken as recorded: a candidate that moves a contact does not
 * change what is known when the same person writes again. Not thread-safe.
 */
public final class BacktestTally {
  private static final String JOB = "backtest";
  private static final int HOUR = "2026-07-03T09".length();
  private static final int DAY = "2026-07-03".length();

  private final PolicyEvaluator live;
  private final PolicyEvaluator candidate;
  private final Map<Key, Cell> cells = new HashMap<>();
  private final List<SafetyMove> safetyMoves = new ArrayList<>();

  public BacktestTally(PolicyEvaluator live, PolicyEvaluator candidate) {
    this.live = live;
    this.candidate = candidate;
  }

  /** Decides one contact by both books. */
  public void add(AuditRecord record) {
    RoutingDecision was = decide(record, live);
    RoutingDecision is = decide(record, candidate);
    String id = was.contactId();
    boolean moved = !SafetyMove.place(was).equals(SafetyMove.place(is));
    count(Kind.MOVED, SafetyMove.place(was), SafetyMove.place(is), "", moved ? id : null);
    count(Kind.ARRIVED, was.queue(), is.queue(), part(was.receivedAt(), HOUR), null);
    count(Kind.ANSWER_DUE, was.queue(), "", part(was.respondBy(), HOUR), null);
    count(Kind.ANSWER_DUE, "", is.queue(), part(is.respondBy(), HOUR), null);
    for (DueClock clock : was.clocks()) {
      count(Kind.CLOCK_DUE, clock.law(), "", part(clock.due(), DAY), null);
    }
    for (DueClock clock : is.clocks()) {
      count(Kind.CLOCK_DUE, "", clock.law(), part(clock.due(), DAY), null);
    }
    for (Part part : Part.values()) {
      if (!Objects.equals(part.value.apply(was), part.value.apply(is))) {
        count(Kind.CHANGED, "", part.title, "", id);
      }
    }
    ReadTerms terms = record.contact().facts().terms();
    live.terms().unread(terms).forEach(list -> count(Kind.TERMS_UNREAD, list, "", "", id));
    candidate.terms().unread(terms).forEach(list -> count(Kind.TERMS_UNREAD, "", list, "", id));
    SafetyMove move = SafetyMove.of(was, is);
    if (move != null) {
      safetyMoves.add(move);
    }
  }

  /** Notes a line of the history that is no audit record. */
  public void unreadable(String place) {
    count(Kind.UNREADABLE, "", "", "", place);
  }

  /** What was counted, each key once. */
  public List<BacktestCount> counts() {
    return cells.entrySet().stream()
        .map(
            cell ->
                new BacktestCount(
                    cell.getKey().kind(),
                    cell.getKey().live(),
                    cell.getKey().candidate(),
                    cell.getKey().at(),
                    cell.getValue().contacts,
                    cell.getValue().examples.toArray(String[]::new)))
        .toList();
  }

  public List<SafetyMove> safetyMoves() {
    return List.copyOf(safetyMoves);
  }

  /** What the live job decides of such a contact under a book. */
  static RoutingDecision decide(AuditRecord record, PolicyEvaluator evaluator) {
    return RoutingRules.decide(
        record.contact(), record.memory(), evaluator, JOB, record.contact().facts().receivedAt());
  }

  private void count(Kind kind, String was, String is, String at, String example) {
    Cell cell = cells.computeIfAbsent(new Key(kind, was, is, at), key -> new Cell());
    cell.contacts++;
    if (example != null) {
      cell.examples.add(example);
      if (cell.examples.size() > BacktestCount.EXAMPLES) {
        cell.examples.pollLast();
      }
    }
  }

  private static String part(Instant instant, int characters) {
    return instant.toString().substring(0, characters);
  }

  private record Key(Kind kind, String live, String candidate, String at) {}

  private static final class Cell {
    private final TreeSet<String> examples = new TreeSet<>();
    private long contacts;
  }

  /** The parts of a decision that a queue works with. */
  @SuppressWarnings("ImmutableEnumChecker") // Its functions hold nothing.
  private enum Part {
    QUEUE("queue", RoutingDecision::queue),
    PRIORITY("priority", RoutingDecision::priority),
    RESPOND_BY("time of the first answer", RoutingDecision::respondBy),
    SKILLS("skills", RoutingDecision::skills),
    TAGS("tags", RoutingDecision::tags),
    CLOCKS("legal clocks", RoutingDecision::clocks),
    SELF_SERVICE("self-service article", RoutingDecision::selfService),
    EXPOSURE("exposure", RoutingDecision::exposure);

    private final String title;
    private final Function<RoutingDecision, Object> value;

    Part(String title, Function<RoutingDecision, Object> value) {
      this.title = title;
      this.value = value;
    }
  }
}
