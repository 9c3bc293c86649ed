package io.contacttriage.cli.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** The judge of the fault suite: it has to see what is wrong. */
class LedgerTest {
  private final Ledger ledger = new Ledger();
  private long nextContact;

  @Test
  void everyContactWithOneRouteOrRejectIsAccountedFor() {
    contact("{\"contactId\":\"a\"}");
    contact("{\"contactId\":\"a\"}");
    contact("not json");
    route("a");
    reject(2);

    Account account = settled();
    assertThat(account.problems(true)).isEmpty();
    assertThat(account.inWords())
        .isEqualTo(
            "read 3 = decided 1 + rejected 1 + duplicates 1; decided again 0, rejected again 0");
  }

  @Test
  void aLostContactIsNamed() {
    contact("{\"contactId\":\"a\"}");
    contact("{\"contactId\":\"b\"}");
    contact("not json");
    route("a");

    assertThat(settled().missing()).containsExactly("b", "contacts/0/2");
    assertThat(settled().problems(false))
        .anySatisfy(problem -> assertThat(problem).contains("2 have neither route nor reject: b"));
  }

  @Test
  void aSecondRouteIsAProblemForExactlyOnceOnly() {
    contact("{\"contactId\":\"a\"}");
    contact("not json");
    route("a");
    route("a");
    reject(1);
    reject(1);

    assertThat(settled().problems(false)).isEmpty();
    assertThat(settled().problems(true))
        .containsExactly("1 routes and 1 rejects are there more than once");
  }

  @Test
  void whatNobodySentIsNamed() {
    contact("{\"contactId\":\"a\"}");
    route("a");
    route("ghost");
    reject(7);

    assertThat(settled().routesOfNobody()).containsExactly("ghost");
    assertThat(settled().rejectsOfNothing()).containsExactly("contacts/0/7");
    assertThat(settled().problems(false)).hasSize(3);
  }

  @Test
  void aContactThatWasBothRoutedAndRejectedDoesNotAddUp() {
    contact("{\"contactId\":\"a\"}");
    route("a");
    reject(0);

    assertThat(settled().problems(false)).isNotEmpty();
  }

  private Account settled() {
    ledger.settle();
    return ledger.account();
  }

  private void contact(String json) {
    ledger.take(record(Ledger.CONTACTS, nextContact++, json));
  }

  private void route(String contactId) {
    ledger.take(
        record(
            Ledger.ROUTES,
            0,
            "{\"contactId\":\"%s\",\"receivedAt\":\"2026-11-22T12:00:00Z\"}".formatted(contactId)));
  }

  private void reject(long offset) {
    ledger.take(
        record(
            Ledger.REJECTS,
            0,
            "{\"topic\":\"contacts\",\"partition\":0,\"offset\":%d}".formatted(offset)));
  }

  private static ConsumerRecord<byte[], byte[]> record(String topic, long offset, String json) {
    return new ConsumerRecord<>(topic, 0, offset, new byte[0], json.getBytes(UTF_8));
  }
}
