package io.contacttriage.routing.cel;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;

/**
 * Conditions of books that are in use, so that a new version of a book compiles only what is new in
 * it: most of the time from publishing a book to its effect is compiling. Holds on to none: a
 * condition is forgotten with the last book that has it. Safe for use by many threads.
 */
public final class CompiledConditions {
  private final Cache<Key, Condition> conditions =
      Caffeine.newBuilder().weakValues().executor(Runnable::run).build();

  /** With other names beside it, the same text may mean something else, or nothing. */
  private record Key(String text, Set<String> queues, Set<String> terms) {}

  /**
   * Compiles conditions of one book as {@link ConditionCompiler} does, or finds them again.
   *
   * @param queues names that {@code memory.last_queue} can take; empty: any
   * @param terms names of the book's term lists
   */
  public Function<String, ConditionResult> of(Collection<String> queues, Collection<String> terms) {
    return new OfBook(Set.copyOf(queues), Set.copyOf(terms));
  }

  private final class OfBook implements Function<String, ConditionResult> {
    private final Set<String> queues;
    private final Set<String> terms;
    // Made when it is needed: with term lists of its own it takes as long as some conditions.
    private ConditionCompiler compiler;

    OfBook(Set<String> queues, Set<String> terms) {
      this.queues = queues;
      this.terms = terms;
    }

    @Override
    public ConditionResult apply(String text) {
      Key key = new Key(text, queues, terms);
      Condition known = conditions.getIfPresent(key);
      if (known != null) {
        return ConditionResult.of(known);
      }
      if (compiler == null) {
        compiler = new ConditionCompiler(queues, terms);
      }
      ConditionResult result = compiler.compile(text);
      if (result.condition() != null) {
        conditions.put(key, result.condition());
      }
      return result;
    }
  }
}
