package io.contacttriage.contact;

import static io.contacttriage.contact.TestingContacts.FULL;
import static io.contacttriage.contact.TestingContacts.reader;
import static io.contacttriage.contact.TestingContacts.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ContactReaderPropertiesTest {
  private static final byte[] VALID = new ContactWriter().write(FULL);

  @Property
  void anyBytesGiveAContactOrAReject(@ForAll @Size(max = 300) byte[] bytes) {
    assertAnswered(bytes);
  }

  @Property
  void anyTextInAnObjectGivesAContactOrAReject(@ForAll String name, @ForAll String value) {
    assertAnswered(
        record("{\"" + name + "\": " + value + ", \"body\": \"" + value + "\"}").value());
  }

  @Property(tries = 5000)
  void aDamagedContactGivesAContactOrAReject(
      @ForAll @IntRange(max = 399) int at,
      @ForAll @IntRange(max = 8) int removed,
      @ForAll @Size(max = 6) byte[] inserted) {
    int from = Math.min(at, VALID.length);
    int to = Math.min(from + removed, VALID.length);
    byte[] damaged = Arrays.copyOf(VALID, VALID.length - (to - from) + inserted.length);
    System.arraycopy(inserted, 0, damaged, from, inserted.length);
    System.arraycopy(VALID, to, damaged, from + inserted.length, VALID.length - to);
    assertAnswered(damaged);
  }

  @Property(tries = 5000)
  void aContactWithOtherPunctuationGivesAContactOrAReject(
      @ForAll @IntRange(max = 399) int at, @ForAll @IntRange(max = 15) int sign) {
    byte[] damaged = VALID.clone();
    damaged[at % damaged.length] = (byte) "{}[]\",:\\u0-n1.eE".charAt(sign);
    assertAnswered(damaged);
  }

  private static void assertAnswered(byte[] bytes) {
    ReadResult result = reader().read(record(bytes));
    if (!result.isContact()) {
      assertThat(result.rejected().detail()).doesNotContain("the parser failed");
      assertThat(new RejectWriter().write(result.rejected())).isNotEmpty();
    }
  }
}
