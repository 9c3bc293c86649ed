package io.contacttriage.job.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.contact.Channel;
import io.contacttriage.contact.Contact;
import io.contacttriage.job.TestingContacts;
import io.contacttriage.text.PreparedContact;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class PrepareTextFunctionTest {
  private static final Contact CONTACT =
      new Contact(
          "c1",
          null,
          "ana",
          Channel.EMAIL,
          null,
          "MY",
          TestingContacts.NOON,
          "Hello",
          "my mail is ana@example.org",
          null,
          null,
          null,
          null);

  @Test
  void theScorersOwnTokenizerMakesTheIdsAndPersonalDataIsMasked() throws Exception {
    TestingScorer scorer = new TestingScorer(TestingContacts.calmQuestion());
    PreparedContact prepared = prepare(() -> scorer);

    assertThat(prepared.tokenIds()).containsExactly(101, "Hello my mail is <email>".length(), 102);
    assertThat(prepared.facts().routingKey()).isEqualTo("ana");
    assertThat(prepared.facts().masked()).containsEntry("email", 1);
    assertThat(scorer.closed).isEqualTo(1);
  }

  @Test
  void withoutABundleContactsGoOnWithoutIds() throws Exception {
    PreparedContact prepared =
        prepare(
            () -> {
              throw new IllegalStateException("no bundle on purpose");
            });

    assertThat(prepared.tokenIds()).isEmpty();
    assertThat(prepared.facts().contactId()).isEqualTo("c1");
  }

  private static PreparedContact prepare(ScorerSource scorers) throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<Contact, PreparedContact>(
            new StreamMap<>(new PrepareTextFunction(scorers)));
    harness.open();
    harness.processElement(CONTACT, 0);
    PreparedContact prepared = harness.extractOutputValues().get(0);
    harness.close();
    return prepared;
  }
}
