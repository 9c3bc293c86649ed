package io.contacttriage.scoring;

import java.util.Locale;

/** What the person wants support to do: one label a contact. On the wire: the lower-case name. */
public enum Topic {
  ACCOUNT_ACCESS,
  ACCOUNT_SECURITY,
  ACCOUNT_CHANGE,
  IDENTITY_VERIFICATION,
  CONTENT_APPEAL,
  REPORT_ABUSE,
  PRIVACY_DATA,
  PAYMENT_BILLING,
  REFUND_DISPUTE,
  CREATOR_PAYOUT,
  ADS_BUSINESS,
  SHOP_ORDER,
  TECHNICAL_ISSUE,
  LEGAL_IP,
  FEEDBACK,
  GENERAL_QUESTION,
  OTHER;

  private final String label = name().toLowerCase(Locale.ROOT);

  public String label() {
    return label;
  }
}
