package io.contacttriage.job.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.contact.Channel;
import io.contacttriage.contact.Contact;
import io.contacttriage.job.TestingBooks;
import io.contacttriage.job.TestingContacts;
import io.contacttriage.scoring.ContactShare;
import io.contacttriage.text.PreparedContact;
import java.time.Duration;
import java.util.List;
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
    TestingRegistry registry =
        TestingRegistry.of(new TestingScorer(TestingContacts.calmQuestion()));
    PreparedContact prepared = prepare(registry).get(0);

    assertThat(prepared.tokenIds()).containsExactly(101, "Hello my mail is <email>".length(), 2);
    assertThat(prepared.facts().routingKey()).isEqualTo("ana");
    assertThat(prepared.facts().masked()).containsEntry("email", 1);
    assertThat(prepared.model()).isEqualTo("testing/1");
    assertThat(registry.closed).isEqualTo(1);
  }

  @Test
  void fromTheSwapOnContactsArePreparedForTheNewBundle() throws Exception {
    TestingRegistry registry =
        TestingRegistry.of(new TestingScorer("1", TestingContacts.calmQuestion()));

    List<PreparedContact> prepared =
        prepare(
            registry,
            () -> registry.activate(new TestingScorer("2", TestingContacts.calmQuestion())));

    assertThat(prepared)
        .extracting(PreparedContact::model)
        .containsExactly("testing/1", "testing/2");
  }

  @Test
  void contactsOfTheShareGetTheCandidatesOwnIdsToo() throws Exception {
    TestingRegistry registry =
        TestingRegistry.of(new TestingScorer("1", TestingContacts.calmQuestion()));
    TestingScorer candidate = new TestingScorer("2", TestingContacts.calmQuestion());

    List<PreparedContact> prepared =
        prepare(
            registry,
            () -> registry.nameCandidate(candidate, 100),
            () -> registry.nameCandidate(candidate, 1),
            () -> registry.nameCandidate(null, 0));

    assertThat(new ContactShare(1).holds("c1")).isFalse();
    assertThat(prepared)
        .extracting(PreparedContact::candidate)
        .containsExactly(null, "testing/2", null, null);
    assertThat(prepared.get(1).candidateIds())
        .containsExactly(102, "Hello my mail is <email>".length(), 2);
    assertThat(prepared)
        .allSatisfy(
            contact -> {
              assertThat(contact.model()).isEqualTo("testing/1");
              assertThat(contact.tokenIds()).isEqualTo(prepared.get(0).tokenIds());
            });
  }

  @Test
  void fromAnAnnouncementOnTextsAreReadForTheListsOfTheBook() throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<Contact, PreparedContact>(
            new StreamMap<>(
                new PrepareTextFunction(context -> TestingRegistry.empty(), Duration.ZERO)));
    TermShelf shelf = TermShelf.join(harness.getEnvironment().getJobID());
    harness.open();
    harness.processElement(CONTACT, 0);
    shelf.announce(CompiledBooks.of(TestingBooks.askingFor("mail", 10).json()).orThrow().book());
    harness.processElement(CONTACT, 0);

    assertThat(harness.extractOutputValues())
        .extracting(contact -> contact.facts().terms().hits().size())
        .containsExactly(0, 1);
    harness.close();
    shelf.leave();
  }

  @Test
  void withoutABundleContactsGoOnWithoutIds() throws Exception {
    PreparedContact prepared = prepare(TestingRegistry.empty()).get(0);

    assertThat(prepared.tokenIds()).isEmpty();
    assertThat(prepared.model()).isNull();
    assertThat(prepared.facts().contactId()).isEqualTo("c1");
  }

  /** Prepares a contact, and one more after each further step. */
  private static List<PreparedContact> prepare(TestingRegistry registry, Runnable... between)
      throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<Contact, PreparedContact>(
            new StreamMap<>(new PrepareTextFunction(context -> registry, Duration.ZERO)));
    harness.open();
    harness.processElement(CONTACT, 0);
    for (Runnable step : between) {
      step.run();
      harness.processElement(CONTACT, 0);
    }
    List<PreparedContact> prepared = harness.extractOutputValues();
    harness.close();
    return prepared;
  }
}
