package io.contacttriage.routing.diff;

import io.contacttriage.routing.Route;
import io.contacttriage.routing.diff.BookChange.About;
import io.contacttriage.routing.policy.BusinessCalendar;
import io.contacttriage.routing.policy.LegalClock;
import io.contacttriage.routing.policy.Policy;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyTest;
import io.contacttriage.routing.policy.Queue;
import io.contacttriage.routing.policy.Rule;
import io.contacttriage.text.terms.TermList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Says in words what changes from one book to another. Equal books have no change; any difference
 * that could change a decision gives one that names the rule, queue, clock or route. Version,
 * author and reason belong to the publication and are not compared.
 */
public final class BookDiff {
  private final List<BookChange> changes = new ArrayList<>();

  private BookDiff() {}

  /** The changes: first those of the book as a whole, then policy by policy in the new order. */
  public static List<BookChange> between(PolicyBook was, PolicyBook is) {
    BookDiff diff = new BookDiff();
    diff.book(was, is);
    diff.policies(was.policies(), is.policies());
    return List.copyOf(diff.changes);
  }

  private void book(PolicyBook was, PolicyBook is) {
    text(null, About.BOOK, is.name(), "name", was.name(), is.name());
    text(null, About.BOOK, is.name(), "owner", was.owner(), is.owner());
    named(null, About.QUEUE, was.queues(), is.queues(), Queue::name, BookDiff::queue, this::queue);
    named(
        null,
        About.CALENDAR,
        was.calendars(),
        is.calendars(),
        BusinessCalendar::name,
        calendar -> "in zone " + calendar.zone(),
        CalendarDiff::words);
    named(
        null,
        About.CLOCK,
        was.clocks(),
        is.clocks(),
        LegalClock::name,
        Words::clock,
        BookDiff::clock);
    named(
        null,
        About.TERMS,
        was.terms(),
        is.terms(),
        TermList::name,
        list -> list.description().strip() + " " + TermsDiff.size(list),
        TermsDiff::words);
    route("fallback", was.fallback(), is.fallback());
    route("failSafe", was.failSafe(), is.failSafe());
    for (Order.Move move :
        Order.moves(
            was.policies().stream().map(Policy::id).toList(),
            is.policies().stream().map(Policy::id).toList())) {
      changes.add(new BookChange(move.name(), About.POLICY, move.name(), move.words()));
    }
  }

  private void route(String name, Route was, Route is) {
    RuleDiff.words(was, is)
        .forEach(words -> changes.add(new BookChange(null, About.ROUTE, name, words)));
  }

  private void policies(List<Policy> was, List<Policy> is) {
    Map<String, Policy> before = byName(was, Policy::id);
    for (Policy policy : is) {
      Policy old = before.remove(policy.id());
      if (old == null) {
        String words = "is new, owned by " + policy.owner() + ": " + policy.purpose().strip();
        changes.add(new BookChange(policy.id(), About.POLICY, policy.id(), words));
        old = new Policy(policy.id(), "", "", "", List.of(), List.of());
      } else {
        text(policy.id(), About.POLICY, policy.id(), "title", old.title(), policy.title());
        text(policy.id(), About.POLICY, policy.id(), "owner", old.owner(), policy.owner());
        text(policy.id(), About.POLICY, policy.id(), "purpose", old.purpose(), policy.purpose());
      }
      insideOf(old, policy);
    }
    before
        .values()
        .forEach(
            gone -> {
              changes.add(new BookChange(gone.id(), About.POLICY, gone.id(), "is gone"));
              insideOf(gone, new Policy(gone.id(), "", "", "", List.of(), List.of()));
            });
  }

  private void insideOf(Policy was, Policy is) {
    named(is.id(), About.RULE, was.rules(), is.rules(), Rule::id, Words::rule, RuleDiff::words);
    for (Order.Move move :
        Order.moves(
            was.rules().stream().map(Rule::id).toList(),
            is.rules().stream().map(Rule::id).toList())) {
      changes.add(new BookChange(is.id(), About.RULE, move.name(), move.words()));
    }
    named(
        is.id(),
        About.TEST,
        was.tests(),
        is.tests(),
        PolicyTest::name,
        test -> "",
        (old, test) -> old.equals(test) ? List.of() : List.of("tests something else"));
  }

  /** Things with unique names: what is new, gone or changed. */
  private <T> void named(
      String policy,
      About about,
      List<T> was,
      List<T> is,
      Function<T, String> name,
      Function<T, String> description,
      BiFunction<T, T, List<String>> difference) {
    Map<String, T> before = byName(was, name);
    for (T item : is) {
      T old = before.remove(name.apply(item));
      List<String> words =
          old == null
              ? List.of(described("is new", description.apply(item)))
              : difference.apply(old, item);
      words.forEach(each -> changes.add(new BookChange(policy, about, name.apply(item), each)));
    }
    before.forEach(
        (gone, item) ->
            changes.add(
                new BookChange(
                    policy, about, gone, described("is gone", description.apply(item)))));
  }

  private static String described(String what, String description) {
    return description.isEmpty() ? what : what + ": " + description;
  }

  private void text(String policy, About about, String name, String what, String was, String is) {
    if (!was.equals(is)) {
      String words =
          "has the " + what + " \"" + is.strip() + "\" instead of \"" + was.strip() + "\"";
      changes.add(new BookChange(policy, about, name, words));
    }
  }

  private static String queue(Queue queue) {
    return queue.purpose().strip() + " It may receive " + queue.exposure().wireName() + " exposure";
  }

  private List<String> queue(Queue was, Queue is) {
    List<String> words = new ArrayList<>();
    int rise = is.exposure().compareTo(was.exposure());
    if (rise > 0) {
      words.add("may now receive " + is.exposure().wireName() + " exposure");
    } else if (rise < 0) {
      words.add(
          "may no longer receive "
              + was.exposure().wireName()
              + " exposure, only "
              + is.exposure().wireName());
    }
    if (!was.purpose().equals(is.purpose())) {
      words.add("has another purpose: " + is.purpose().strip());
    }
    return words;
  }

  private static List<String> clock(LegalClock was, LegalClock is) {
    List<String> words = new ArrayList<>();
    if (!was.law().equals(is.law())) {
      words.add("stands for " + is.law() + " instead of " + was.law());
    }
    // The calendar's own days are told with the calendar.
    boolean sameCalendar =
        Objects.equals(
            was.calendar() == null ? null : was.calendar().name(),
            is.calendar() == null ? null : is.calendar().name());
    if (!was.due().equals(is.due()) || !sameCalendar) {
      words.add("runs for " + Words.due(is) + " instead of " + Words.due(was));
    }
    return words;
  }

  private static <T> Map<String, T> byName(List<T> items, Function<T, String> name) {
    Map<String, T> byName = new LinkedHashMap<>();
    // Names of tests need not be unique: the last one stands for them.
    items.forEach(item -> byName.put(name.apply(item), item));
    return byName;
  }
}
