package io.contacttriage.job;

/**
 * The rooms and doors of the job: one uid and one title each. A uid names state in savepoints: it
 * never changes.
 */
public enum Stage {
  CONTACTS("contacts", "contacts"),
  INTAKE("intake", "intake"),
  TEXT("text", "text"),
  SCORING("scoring", "scoring"),
  POLICIES("policies", "policies"),
  POLICY_INTAKE("policy-intake", "policy"),
  ROUTING("routing", "routing"),
  ROUTES("routes", "dispatch: routes"),
  REJECTS("rejects", "dispatch: rejects"),
  AUDIT("audit", "dispatch: audit"),
  POLICY_STATUS("policy-status", "dispatch: policy status"),
  SHADOW_DIFFS("shadow-diffs", "dispatch: shadow diffs"),
  GUARD("guard", "guard"),
  WITHDRAWALS("withdrawals", "dispatch: withdrawals"),
  ERASURES("erasures", "erasures"),
  ERASURE_INTAKE("erasure-intake", "erasure"),
  ERASURE_RECEIPTS("erasure-receipts", "dispatch: erasure receipts");

  private final String uid;
  private final String title;

  Stage(String uid, String title) {
    this.uid = uid;
    this.title = title;
  }

  public String uid() {
    return uid;
  }

  public String title() {
    return title;
  }
}
