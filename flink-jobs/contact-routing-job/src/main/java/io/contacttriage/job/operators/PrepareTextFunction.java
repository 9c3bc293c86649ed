package io.contacttriage.job.operators;

import io.contacttriage.contact.Contact;
import io.contacttriage.job.Stage;
import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.text.PreparedContact;
import io.contacttriage.text.TextRoom;
import io.contacttriage.text.Tokenizer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A person's words become token ids; the words end here. */
public final class PrepareTextFunction extends RichMapFunction<Contact, PreparedContact> {
  private static final Logger LOG = LoggerFactory.getLogger(PrepareTextFunction.class);

  private final ScorerSource scorers;
  private transient ContactScorer scorer;
  private transient TextRoom room;
  private transient Tokenizer tokenizer;

  public PrepareTextFunction(ScorerSource scorers) {
    this.scorers = scorers;
  }

  @Override
  public void open(OpenContext context) {
    room = new TextRoom();
    try {
      scorer = scorers.acquire();
      tokenizer = scorer.tokenizer();
    } catch (Exception noBundle) {
      // The scoring room says so on every decision; here there is nothing to count tokens for.
      LOG.error("No model bundle: contacts take the fail-safe route. {}", noBundle.getMessage());
      tokenizer = text -> new int[0];
    }
    Contact contact = Rehearsal.contact();
    Rehearsal.of(Stage.TEXT, round -> room.prepare(contact, tokenizer));
  }

  @Override
  public PreparedContact map(Contact contact) {
    return room.prepare(contact, tokenizer);
  }

  @Override
  public void close() {
    if (scorer != null) {
      scorer.close();
    }
  }
}
