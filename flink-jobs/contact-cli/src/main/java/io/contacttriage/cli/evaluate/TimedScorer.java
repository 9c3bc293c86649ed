package io.contacttriage.cli.evaluate;

import io.contacttriage.contact.Channel;
import io.contacttriage.contact.Contact;
import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.ScoringException;
import io.contacttriage.text.PreparedContact;
import io.contacttriage.text.TextRoom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Scores labelled contacts on the calling thread, keeps the outcomes and the time it took. */
final class TimedScorer {
  private static final int WARM_UPS = 20;

  private final TextRoom room = new TextRoom();
  private final List<Outcome> outcomes = new ArrayList<>();
  private final ContactScorer scorer;
  private long prepareNanos;
  private long scoreNanos;

  /**
   * @param scorer stays its maker's to close
   */
  TimedScorer(ContactScorer scorer) {
    this.scorer = scorer;
  }

  void score(List<LabelledContact> contacts) throws ScoringException {
    List<Contact> plain = contacts.stream().map(TimedScorer::contact).toList();
    if (outcomes.isEmpty()) {
      // Classes are loaded and compiled meanwhile: the first rounds are no measure of the model.
      for (int i = 0; i < WARM_UPS; i++) {
        scorer.score(prepared(plain));
      }
    }
    long began = System.nanoTime();
    List<PreparedContact> prepared = prepared(plain);
    long ready = System.nanoTime();
    List<Scores> scores = scorer.score(prepared);
    scoreNanos += System.nanoTime() - ready;
    prepareNanos += ready - began;
    for (int i = 0; i < contacts.size(); i++) {
      LabelledContact contact = contacts.get(i);
      outcomes.add(Outcome.of(contact.id(), contact.labels(), scores.get(i)));
    }
  }

  int contacts() {
    return outcomes.size();
  }

  /** In the order of the contacts. */
  List<Outcome> outcomes() {
    return List.copyOf(outcomes);
  }

  Speed speed() {
    return new Speed(
        prepareNanos / 1000.0 / outcomes.size(), scoreNanos / 1000.0 / outcomes.size());
  }

  private List<PreparedContact> prepared(List<Contact> contacts) {
    return contacts.stream().map(each -> room.prepare(each, scorer.tokenizer())).toList();
  }

  private static Contact contact(LabelledContact labelled) {
    return new Contact(
        labelled.id(),
        null,
        null,
        Channel.WEB_FORM,
        null,
        null,
        Instant.EPOCH,
        null,
        labelled.text(),
        null,
        null,
        null,
        null);
  }
}
