package io.contacttriage.text;

import io.contacttriage.contact.Attachment;
import io.contacttriage.contact.Contact;
import io.contacttriage.contact.ContactFacts;
import io.contacttriage.text.terms.TermMatcher;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The second room: a contact goes in, facts and token ids come out, and the person's words end
 * here. Safe for use by many threads.
 */
public final class TextRoom {
  private static final int[] NO_IDS = {};

  private final TextPreparer preparer = new TextPreparer();
  private final TermMatcher terms;

  /** A room that reads for no term list. */
  public TextRoom() {
    this(TermMatcher.NONE);
  }

  /** A room that reads every text for some term lists. */
  public TextRoom(TermMatcher terms) {
    this.terms = terms;
  }

  /** Prepares one contact for the model that the tokenizer belongs to. */
  public PreparedContact prepare(Contact contact, Tokenizer tokenizer) {
    PreparedText text = preparer.prepare(contact.subject(), contact.body());
    return prepared(contact, text, tokenizer);
  }

  /**
   * Prepares one contact for two models.
   *
   * @param candidate {@code name/version} of the one that scores in shadow
   * @param candidateTokenizer when this one fails, the contact has no ids for the candidate
   */
  public PreparedContact prepare(
      Contact contact, Tokenizer tokenizer, String candidate, Tokenizer candidateTokenizer) {
    PreparedText text = preparer.prepare(contact.subject(), contact.body());
    return prepared(contact, text, tokenizer)
        .withCandidate(candidate, idsOrNone(text, candidateTokenizer));
  }

  /** A candidate must not be able to stop live contacts. */
  private static int[] idsOrNone(PreparedText text, Tokenizer tokenizer) {
    try {
      return tokenizer.encode(text.text());
    } catch (RuntimeException failure) {
      return NO_IDS;
    }
  }

  private PreparedContact prepared(Contact contact, PreparedText text, Tokenizer tokenizer) {
    ContactFacts facts =
        new ContactFacts(
            contact.contactId(),
            contact.routingKey(),
            contact.channel(),
            contact.languageHint(),
            contact.country(),
            contact.receivedAt(),
            contact.customer(),
            contact.attributes(),
            contact.traceparent(),
            text.characters(),
            text.script(),
            text.masked(),
            contact.attachments().size(),
            highestSignals(contact.attachments()),
            terms.read(text.text()));
    return new PreparedContact(facts, tokenizer.encode(text.text()));
  }

  private static Map<String, Double> highestSignals(List<Attachment> attachments) {
    Map<String, Double> highest = new TreeMap<>();
    for (Attachment attachment : attachments) {
      attachment.signals().forEach((label, score) -> highest.merge(label, score, Math::max));
    }
    return highest;
  }
}
