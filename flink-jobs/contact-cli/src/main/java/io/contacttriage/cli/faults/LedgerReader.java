package io.contacttriage.cli.faults;

import io.contacttriage.cli.live.TopicReader;
import java.time.Duration;
import java.util.List;

/** Fills a ledger from contacts, routes and rejects, from their first record on, as committed. */
final class LedgerReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final TopicReader reader;
  private final Ledger ledger = new Ledger();

  private LedgerReader(TopicReader reader) {
    this.reader = reader;
  }

  static LedgerReader open(String bootstrapServers) {
    return new LedgerReader(
        TopicReader.fromStart(
            bootstrapServers, List.of(Ledger.CONTACTS, Ledger.ROUTES, Ledger.REJECTS)));
  }

  /** Takes in what came meanwhile; nothing while the broker is away. */
  Ledger readOn() {
    reader.poll(POLL).forEach(ledger::take);
    ledger.settle();
    return ledger;
  }

  /** Takes in all that is there. */
  Ledger readToEnd() {
    reader.readToEnd(ledger::take);
    ledger.settle();
    return ledger;
  }

  Ledger ledger() {
    return ledger;
  }

  @Override
  public void close() {
    reader.close();
  }
}
