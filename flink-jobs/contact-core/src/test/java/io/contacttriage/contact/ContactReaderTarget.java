package io.contacttriage.contact;

/** For the fuzzer, see {@code flink-jobs/fuzz}: any bytes are a contact or a reject. */
public final class ContactReaderTarget {
  private ContactReaderTarget() {}

  /** What is read is read again from what is written of it; a reject can be written. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    ReadResult result = TestingContacts.reader().read(TestingContacts.record(bytes));
    if (result.isContact()) {
      byte[] written = new ContactWriter().write(result.contact());
      ReadResult again = TestingContacts.reader().read(TestingContacts.record(written));
      if (!again.isContact() || !again.contact().equals(result.contact())) {
        throw new AssertionError("written and read again it is another contact");
      }
    } else {
      if (result.rejected().detail().contains("the parser failed")) {
        throw new AssertionError(result.rejected().detail());
      }
      new RejectWriter().write(result.rejected());
    }
  }
}
