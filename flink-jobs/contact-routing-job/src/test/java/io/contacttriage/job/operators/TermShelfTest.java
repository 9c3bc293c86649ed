package io.contacttriage.job.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.contact.TermHit;
import io.contacttriage.job.TestingBooks;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyBookReader;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TermShelfTest {
  private static final JobID JOB = new JobID();
  private static final String TEXT = "apple banana cherry damson elder fig grape";

  private TermShelf shelf;

  @BeforeEach
  void join() {
    shelf = TermShelf.join(JOB);
  }

  @AfterEach
  void leave() {
    shelf.leave();
  }

  @Test
  void theFirstContactWaitsUntilTheBooksAreKnown() throws Exception {
    CompletableFuture<Void> waiting =
        CompletableFuture.runAsync(
            () -> {
              try {
                shelf.awaitBooks(Duration.ofMinutes(2));
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    assertThat(waiting).isNotDone();
    shelf.fill(book("apple", 7), 0, null);

    waiting.get(1, TimeUnit.MINUTES);
    assertThat(hits()).isEqualTo("apple");
  }

  @Test
  void withoutARoutingSubtaskTheWaitEnds() throws Exception {
    shelf.awaitBooks(Duration.ZERO);
    assertThat(shelf.matcher().hashes()).isEmpty();
  }

  @Test
  void anAnnouncedBookIsReadForBeforeItIsInEffect() {
    shelf.fill(book("apple", 1), 0, null);
    shelf.announce(book("banana", 2));

    assertThat(hits()).isEqualTo("apple banana");
  }

  @Test
  void theBookBeforeIsReadForUntilTheNextOneIsLive() {
    shelf.fill(book("apple", 1), 0, null);
    shelf.putIntoEffect(PublishedBook.LIVE, book("banana", 2));
    assertThat(hits()).isEqualTo("apple banana");

    shelf.putIntoEffect(PublishedBook.LIVE, book("cherry", 3));
    assertThat(hits()).isEqualTo("banana cherry");
  }

  @Test
  void aSubtaskThatIsBehindChangesNothing() {
    shelf.fill(book("apple", 1), 0, null);
    shelf.putIntoEffect(PublishedBook.LIVE, book("banana", 2));
    shelf.putIntoEffect(PublishedBook.LIVE, book("cherry", 3));
    shelf.putIntoEffect(PublishedBook.LIVE, book("banana", 2));
    shelf.fill(book("apple", 1), 0, null);

    assertThat(hits()).isEqualTo("banana cherry");
  }

  @Test
  void theCandidateOfARestartIsReadForToo() {
    shelf.fill(book("apple", 4), 4, book("banana", 5));
    assertThat(hits()).isEqualTo("apple banana");
  }

  @Test
  void ofManyAnnouncedBooksOnlyTheLastAreReadFor() {
    shelf.fill(book("apple", 1), 0, null);
    int version = 2;
    for (String term : new String[] {"banana", "cherry", "damson", "elder", "fig"}) {
      PolicyBook next = book(term, version++);
      shelf.announce(next);
      shelf.announce(next);
    }
    assertThat(hits()).isEqualTo("apple cherry damson elder fig");

    shelf.putIntoEffect(PublishedBook.CANDIDATE, book("grape", version));
    assertThat(hits()).isEqualTo("apple grape");
  }

  @Test
  void oneJobSharesAShelfAndARestartBeginsAnew() {
    TermShelf other = TermShelf.join(JOB);
    assertThat(other).isSameAs(shelf);
    assertThat(TermShelf.join(new JobID())).isNotSameAs(shelf);
    other.leave();
    shelf.leave();

    TermShelf restarted = TermShelf.join(JOB);
    assertThat(restarted).isNotSameAs(shelf);
    shelf = restarted;
  }

  private String hits() {
    return String.join(
        " ", shelf.matcher().read(TEXT).hits().stream().map(TermHit::list).sorted().toList());
  }

  /** A book with one list, which has the one term that is its name. */
  private static PolicyBook book(String term, long version) {
    return PolicyBookReader.readJson(TestingBooks.askingFor(term, version).json()).orThrow();
  }
}
