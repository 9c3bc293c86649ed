package io.contacttriage.job.operators;

import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.text.terms.TermList;
import io.contacttriage.text.terms.TermMatcher;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The term lists that the text rooms of one job read for, in this process: those of the live book,
 * of the one before, which contacts on their way may still meet, of the candidate, and of books
 * that are announced. The routing room fills it, so that a contact is read for a book's lists
 * before the book is in effect. Safe for use by many threads.
 */
final class TermShelf {
  private static final Logger LOG = LoggerFactory.getLogger(TermShelf.class);
  private static final int MOST_ANNOUNCED = 4;
  private static final Map<JobID, TermShelf> BY_JOB = new HashMap<>();

  private final JobID job;
  private final CountDownLatch filled = new CountDownLatch(1);
  private final Map<String, Versioned> inEffect = new HashMap<>();
  private final Deque<Versioned> announced = new ArrayDeque<>();
  private Versioned before;
  private int members;
  private volatile TermMatcher matcher = TermMatcher.NONE;

  private TermShelf(JobID job) {
    this.job = job;
  }

  /** A book's lists. */
  private record Versioned(long version, List<TermList> lists) {}

  /** Joins the shelf of a job; the caller leaves it again. */
  static TermShelf join(JobID job) {
    synchronized (BY_JOB) {
      TermShelf shelf = BY_JOB.computeIfAbsent(job, TermShelf::new);
      shelf.members++;
      return shelf;
    }
  }

  /** Leaves; with the last one the shelf goes, so that a job that restarts begins anew. */
  void leave() {
    synchronized (BY_JOB) {
      members--;
      if (members == 0) {
        BY_JOB.remove(job);
      }
    }
  }

  /** What to read for now. It changes with the books. */
  TermMatcher matcher() {
    return matcher;
  }

  /**
   * Waits until the books are known that a start or restart begins with.
   *
   * @param longest after this time it goes on: a process without a routing subtask never hears of
   *     books, and decisions say of each list that the text was not read for it
   */
  void awaitBooks(Duration longest) throws InterruptedException {
    if (!filled.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.warn(
          "No routing subtask of this process told the policy books within {}: texts are read for"
              + " no term list until one does",
          longest);
    }
  }

  /**
   * Begins with the books of a start or restart.
   *
   * @param liveVersion 0 for the shipped book, which every published one follows
   * @param candidate or null
   */
  synchronized void fill(PolicyBook live, long liveVersion, PolicyBook candidate) {
    follow(PublishedBook.LIVE, new Versioned(liveVersion, live.terms()));
    if (candidate != null) {
      follow(PublishedBook.CANDIDATE, new Versioned(candidate.version(), candidate.terms()));
    }
    filled.countDown();
  }

  /** Reads from now on for a book that may come into effect next; every subtask tells it. */
  synchronized void announce(PolicyBook book) {
    Versioned next = new Versioned(book.version(), book.terms());
    if (announced.contains(next) || inEffect.containsValue(next)) {
      return;
    }
    announced.add(next);
    if (announced.size() > MOST_ANNOUNCED) {
      announced.remove();
    }
    compile();
  }

  /** Reads for a book that is in effect under a key; older ones change nothing. */
  synchronized void putIntoEffect(String key, PolicyBook book) {
    follow(key, new Versioned(book.version(), book.terms()));
  }

  /** Every subtask tells the same; the first is heard. */
  private void follow(String key, Versioned book) {
    Versioned known = inEffect.get(key);
    if (known != null && known.version >= book.version) {
      return;
    }
    inEffect.put(key, book);
    if (key.equals(PublishedBook.LIVE)) {
      before = known;
    }
    announced.removeIf(other -> other.version <= book.version);
    compile();
  }

  private void compile() {
    List<TermList> lists = new ArrayList<>();
    inEffect.values().forEach(book -> lists.addAll(book.lists));
    announced.forEach(book -> lists.addAll(book.lists));
    if (before != null) {
      lists.addAll(before.lists);
    }
    matcher = matcher.with(lists);
  }
}
