package io.contacttriage.job.operators;

import io.contacttriage.contact.Contact;
import io.contacttriage.job.Stage;
import io.contacttriage.scoring.ActiveModel;
import io.contacttriage.scoring.CandidateModel;
import io.contacttriage.scoring.ModelRegistry;
import io.contacttriage.scoring.onnx.ScoringPlanException;
import io.contacttriage.text.PreparedContact;
import io.contacttriage.text.TextRoom;
import io.contacttriage.text.Tokenizer;
import io.contacttriage.text.terms.TermMatcher;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** A person's words become token ids; the words end here. */
public final class PrepareTextFunction extends RichMapFunction<Contact, PreparedContact> {
  /** Without a bundle there is nothing to count tokens for; the scoring room says why. */
  private static final Tokenizer NO_TOKENS = text -> new int[0];

  /** A start compiles the books in far less; nothing else is waited for. */
  private static final Duration LONGEST_WAIT_FOR_BOOKS = Duration.ofSeconds(10);

  private final RegistrySource models;
  private final Duration longestWait;
  private transient ModelRegistry registry;
  private transient TextRoom room;
  private transient TermShelf shelf;
  private transient TermMatcher terms;
  private transient boolean knowsBooks;

  public PrepareTextFunction(RegistrySource models) {
    this(models, LONGEST_WAIT_FOR_BOOKS);
  }

  /**
   * Makes the function.
   *
   * @param longestWait of the first contact, for the books that a start begins with
   */
  PrepareTextFunction(RegistrySource models, Duration longestWait) {
    this.models = models;
    this.longestWait = longestWait;
  }

  @Override
  public void open(OpenContext context) throws InterruptedException, ScoringPlanException {
    shelf = TermShelf.join(getRuntimeContext().getJobInfo().getJobId());
    readFor(shelf.matcher());
    registry = models.join(getRuntimeContext());
    Contact contact = Rehearsal.contact();
    Rehearsal.of(Stage.TEXT, round -> prepare(contact));
  }

  @Override
  public PreparedContact map(Contact contact) throws InterruptedException {
    if (!knowsBooks) {
      shelf.awaitBooks(longestWait);
      knowsBooks = true;
    }
    // At each contact: a book with other term lists may have been announced.
    if (shelf.matcher() != terms) {
      readFor(shelf.matcher());
    }
    return prepare(contact);
  }

  private void readFor(TermMatcher lists) {
    terms = lists;
    room = new TextRoom(lists);
  }

  private PreparedContact prepare(Contact contact) {
    // At each contact: another bundle may have become active, with another tokenizer.
    ActiveModel active = registry.active();
    if (active == null) {
      return room.prepare(contact, NO_TOKENS);
    }
    CandidateModel candidate = registry.candidate();
    PreparedContact prepared =
        candidate == null || !candidate.share().holds(contact.contactId())
            ? room.prepare(contact, active.tokenizer())
            : room.prepare(contact, active.tokenizer(), candidate.model(), candidate.tokenizer());
    return prepared.forModel(active.model());
  }

  @Override
  public void close() {
    if (shelf != null) {
      shelf.leave();
      shelf = null;
    }
    if (registry != null) {
      registry.close();
    }
  }
}
