package io.contacttriage.contact;

/** What the sender's systems know of the customer; every field may be null. */
public record Customer(String tier, String accountType, String ageBand) {
  public static final Customer UNKNOWN = new Customer(null, null, null);
}
