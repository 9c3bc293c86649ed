package io.contacttriage.job.operators;

import io.contacttriage.routing.launch.CandidateWithdrawal;
import io.contacttriage.routing.launch.CandidateWithdrawals;
import io.contacttriage.routing.launch.PolicyStatus;
import io.contacttriage.routing.launch.PolicyStatus.Outcome;
import io.contacttriage.routing.launch.PolicyStatus.Role;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.BroadcastState;

/**
 * Which published books are in effect. Every subtask sees the same records in the order of their
 * topic and decides by version alone, so that all copies of the broadcast state are equal.
 */
final class BookShelf {
  private final int subtask;
  private final int parallelism;
  private final Clock clock;

  BookShelf(int subtask, int parallelism, Clock clock) {
    this.subtask = subtask;
    this.parallelism = parallelism;
    this.clock = clock;
  }

  /**
   * Puts a book into effect when it follows those that are, or takes a candidate back. A book that
   * is only announced is compiled in the background.
   *
   * @return what became of it; nothing when it was there before
   */
  List<PolicyStatus> put(BroadcastState<String, PublishedBook> books, PublishedBook arrived)
      throws Exception {
    return switch (arrived.key()) {
      case PublishedBook.LIVE -> live(books, arrived);
      case PublishedBook.CANDIDATE -> candidate(books, arrived);
      case PublishedBook.WITHDRAWN -> withdrawal(books, arrived);
      default -> {
        CompiledBooks.prepare(arrived.json());
        yield List.of();
      }
    };
  }

  private List<PolicyStatus> live(
      BroadcastState<String, PublishedBook> books, PublishedBook arrived) throws Exception {
    PublishedBook candidate = books.get(PublishedBook.CANDIDATE);
    List<PolicyStatus> statuses = follow(books, arrived, books.get(PublishedBook.LIVE));
    boolean accepted = statuses.stream().anyMatch(s -> s.outcome() == Outcome.ACCEPTED);
    if (!accepted || candidate == null || candidate.version() > arrived.version()) {
      return statuses;
    }
    // It was compared with a book that decides no longer, and may lack what is new in this one.
    books.remove(PublishedBook.CANDIDATE);
    String why = arrived.name() + "/" + arrived.version() + " became live";
    return List.of(statuses.get(0), status(candidate, arrived, Outcome.WITHDRAWN, List.of(why)));
  }

  private List<PolicyStatus> candidate(
      BroadcastState<String, PublishedBook> books, PublishedBook arrived) throws Exception {
    PublishedBook newest = null;
    for (String key :
        List.of(PublishedBook.LIVE, PublishedBook.CANDIDATE, PublishedBook.WITHDRAWN)) {
      PublishedBook book = books.get(key);
      if (book != null && (newest == null || book.version() > newest.version())) {
        newest = book;
      }
    }
    return follow(books, arrived, newest);
  }

  private List<PolicyStatus> follow(
      BroadcastState<String, PublishedBook> books, PublishedBook arrived, PublishedBook newest)
      throws Exception {
    if (newest != null && arrived.version() <= newest.version()) {
      PublishedBook known = books.get(arrived.key());
      return isSame(known, arrived) || wasBefore(arrived, newest)
          ? List.of()
          : List.of(status(arrived, arrived, Outcome.REFUSED, List.of(stale(arrived, newest))));
    }
    try {
      // Checked by the policy room, and compiled since it was announced: found again here.
      CompiledBooks.of(arrived.json()).orThrow();
    } catch (IllegalArgumentException refused) {
      return List.of(status(arrived, arrived, Outcome.REFUSED, List.of(refused.getMessage())));
    }
    books.put(arrived.key(), arrived);
    return List.of(status(arrived, arrived, Outcome.ACCEPTED, List.of()));
  }

  private List<PolicyStatus> withdrawal(
      BroadcastState<String, PublishedBook> books, PublishedBook arrived) throws Exception {
    PublishedBook last = books.get(PublishedBook.WITHDRAWN);
    PublishedBook candidate = books.get(PublishedBook.CANDIDATE);
    if (isSame(last, arrived) || wasBefore(arrived, last)) {
      return List.of();
    }
    if (last == null || arrived.version() > last.version()) {
      books.put(PublishedBook.WITHDRAWN, arrived);
    }
    if (candidate == null || candidate.version() > arrived.version()) {
      String why = "there is no candidate of version " + arrived.version() + " or before";
      return List.of(status(arrived, arrived, Outcome.REFUSED, List.of(why)));
    }
    books.remove(PublishedBook.CANDIDATE);
    CandidateWithdrawal withdrawal = CandidateWithdrawals.read(arrived.json());
    Outcome outcome =
        withdrawal.by() == CandidateWithdrawal.By.GUARD ? Outcome.REVERTED : Outcome.WITHDRAWN;
    return List.of(
        status(candidate, arrived, outcome, Stream.ofNullable(withdrawal.reason()).toList()));
  }

  private static boolean isSame(PublishedBook known, PublishedBook arrived) {
    return known != null && Arrays.equals(known.json(), arrived.json());
  }

  /**
   * Whether a record is only read again: at each start the topic is read from its first record, and
   * what it was answered then is not told anew. The time is looked at too, since a topic that was
   * made again counts from 0.
   */
  private static boolean wasBefore(PublishedBook arrived, PublishedBook known) {
    if (known == null || arrived.coordinates().timestamp() < 0) {
      return false;
    }
    return arrived.coordinates().offset() < known.coordinates().offset()
        && arrived.coordinates().timestamp() <= known.coordinates().timestamp();
  }

  private static String stale(PublishedBook arrived, PublishedBook newest) {
    return "wanted a version after "
        + newest.version()
        + ", which is "
        + newest.key()
        + ", found "
        + arrived.version();
  }

  /** What became of {@code book} when {@code record} arrived. */
  private PolicyStatus status(
      PublishedBook book, PublishedBook record, Outcome outcome, List<String> problems) {
    return new PolicyStatus(
        book.name(),
        book.version(),
        book.key().equals(PublishedBook.LIVE) ? Role.LIVE : Role.CANDIDATE,
        outcome,
        problems,
        subtask,
        parallelism,
        clock.instant(),
        record.coordinates().offset());
  }
}
