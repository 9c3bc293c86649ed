package io.contacttriage.contact;

/** Either a contact or the reject that stands for it; never both, never neither. */
public record ReadResult(Contact contact, RejectedRecord rejected) {
  public ReadResult {
    if ((contact == null) == (rejected == null)) {
      throw new IllegalArgumentException("exactly one of contact and rejected is needed");
    }
  }

  public static ReadResult of(Contact contact) {
    return new ReadResult(contact, null);
  }

  public static ReadResult of(RejectedRecord rejected) {
    return new ReadResult(null, rejected);
  }

  public boolean isContact() {
    return contact != null;
  }
}
