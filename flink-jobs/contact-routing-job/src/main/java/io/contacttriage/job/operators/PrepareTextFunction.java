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
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** A person's words become token ids; the words end here. */
public final class PrepareTextFunction extends RichMapFunction<Contact, PreparedContact> {
  /** Without a bundle there is nothing to count tokens for; the scoring room says why. */
  private static final Tokenizer NO_TOKENS = text -> new int[0];

  private final RegistrySource models;
  private transient ModelRegistry registry;
  private transient TextRoom room;

  public PrepareTextFunction(RegistrySource models) {
    this.models = models;
  }

  @Override
  public void open(OpenContext context) throws InterruptedException, ScoringPlanException {
    room = new TextRoom();
    registry = models.join(getRuntimeContext());
    Contact contact = Rehearsal.contact();
    Rehearsal.of(Stage.TEXT, round -> map(contact));
  }

  @Override
  public PreparedContact map(Contact contact) {
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
    if (registry != null) {
      registry.close();
    }
  }
}
