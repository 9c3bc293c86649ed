package io.contacttriage.cli.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.contacttriage.cli.ProjectFolder;
import io.contacttriage.cli.sample.SampleRecord.Kind;
import io.contacttriage.contact.ContactReader;
import io.contacttriage.contact.IntakeRecord;
import io.contacttriage.contact.ReadResult;
import io.contacttriage.contact.RecordCoordinates;
import io.contacttriage.contact.RejectCause;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleStreamTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration INTERVAL = Duration.ofMillis(5);
  private static final List<SampleText> TEXTS =
      SampleTexts.readFolder(ProjectFolder.resolve("models/contacts"));

  private final ContactReader reader = new ContactReader(Clock.fixed(NOON, ZoneOffset.UTC));

  @Test
  void theSameSeedGivesTheSameBytes() {
    assertThat(values(stream(3), 300)).isEqualTo(values(stream(3), 300));
    assertThat(values(stream(3), 300)).isNotEqualTo(values(stream(4), 300));
  }

  @Test
  void whatIsNotMalformedIsAContact() {
    records(3000)
        .filter(record -> record.kind() != Kind.MALFORMED)
        .forEach(
            record -> {
              ReadResult read = read(record.value());
              assertThat(read.isContact()).isTrue();
              assertThat(read.contact().contactId()).isEqualTo(record.contactId());
              assertThat(read.contact().routingKey()).isEqualTo(record.key());
            });
  }

  @Test
  void theSharesAreWhatTheDescriptionSays() {
    List<SampleRecord> records = records(5000).toList();

    assertThat(share(records, Kind.MALFORMED)).isCloseTo(0.012, within(0.0001));
    assertThat(share(records, Kind.REDELIVERY)).isCloseTo(0.02, within(0.0001));
    assertThat(share(records, Kind.INCIDENT)).isCloseTo(0.06, within(0.0001));
  }

  @Test
  void oneContactInSevenIsAboutHarmOrNearlySo() {
    Set<String> all = TEXTS.stream().map(SampleText::text).collect(Collectors.toSet());
    Set<String> delicate =
        TEXTS.stream()
            .filter(SampleText::delicate)
            .map(SampleText::text)
            .collect(Collectors.toSet());
    List<String> bodies =
        records(5000)
            .filter(record -> record.kind() == Kind.CONTACT)
            .map(record -> read(record.value()).contact().body())
            // Mails are dressed up further.
            .filter(all::contains)
            .toList();

    assertThat(bodies.stream().filter(delicate::contains).count() / (double) bodies.size())
        .isCloseTo(0.15, within(0.02));
  }

  @Test
  void anOutageIsReportedByManyInAShortTime() {
    List<SampleRecord> act = records(SampleStream.ACT).toList();
    int[] places =
        IntStream.range(0, act.size())
            .filter(place -> act.get(place).kind() == Kind.INCIDENT)
            .toArray();

    assertThat(places).hasSize(SampleStream.INCIDENTS);
    assertThat(places[places.length - 1] - places[0]).isLessThan(SampleStream.INCIDENT_WINDOW);
  }

  @Test
  void aRedeliveryIsTheVeryRecordThatWasSentShortlyBefore() {
    Set<String> earlier = new HashSet<>();
    records(3000)
        .forEach(
            record -> {
              String bytes = new String(record.value(), StandardCharsets.UTF_8);
              if (record.kind() == Kind.REDELIVERY) {
                assertThat(earlier).contains(bytes);
              } else if (record.kind() != Kind.MALFORMED) {
                assertThat(earlier.add(bytes)).as("a record that was not sent before").isTrue();
              }
            });
  }

  @Test
  void atLeastTwoThousandTextsComeBeforeOneComesAgain() {
    assertThat(TEXTS.stream().map(SampleText::text).distinct().count()).isGreaterThan(2000);
    assertThat(TEXTS.stream().map(SampleText::language).collect(Collectors.toSet()))
        .contains("en", "ms", "id", "zh", "mixed")
        .hasSizeGreaterThan(8);
  }

  @Test
  void aShortRunShowsEveryCauseOfAReject() {
    Set<RejectCause> causes =
        records(2000)
            .filter(record -> record.kind() == Kind.MALFORMED)
            .map(record -> read(record.value()).rejected().cause())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(RejectCause.class)));

    assertThat(causes).hasSizeGreaterThanOrEqualTo(12);
  }

  @ParameterizedTest
  @EnumSource(MalformedKind.class)
  void everyMalformedKindIsRejected(MalformedKind kind) {
    byte[] good = records(1).findFirst().orElseThrow().value();

    byte[] broken = kind.of(read(good).contact());

    assertThat(read(broken).isContact()).isFalse();
  }

  @Test
  void customersReturnWithinTheStream() {
    List<String> customers =
        records(1000)
            .filter(record -> record.kind() == Kind.CONTACT)
            .map(record -> read(record.value()).contact().customerId())
            .filter(Objects::nonNull)
            .toList();

    assertThat(customers.size() - new HashSet<>(customers).size()).isGreaterThan(50);
  }

  @Test
  void eachRecordHasItsTurn() {
    assertThat(records(3).map(SampleRecord::sendAt))
        .containsExactly(NOON, NOON.plusMillis(5), NOON.plusMillis(10));
  }

  private static double share(List<SampleRecord> records, Kind kind) {
    return (double) records.stream().filter(record -> record.kind() == kind).count()
        / records.size();
  }

  private ReadResult read(byte[] value) {
    return reader.read(
        new IntakeRecord(null, value, null, new RecordCoordinates("contacts", 0, 0, -1)));
  }

  private static SampleStream stream(long seed) {
    return new SampleStream(TEXTS, seed, NOON, INTERVAL);
  }

  private static Stream<SampleRecord> records(int count) {
    SampleStream stream = stream(7);
    return Stream.generate(stream::next).limit(count);
  }

  private static List<String> values(SampleStream stream, int count) {
    return Stream.generate(stream::next)
        .limit(count)
        .map(record -> record.key() + new String(record.value(), StandardCharsets.ISO_8859_1))
        .toList();
  }
}
