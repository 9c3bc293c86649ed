package io.contacttriage.job.outcomes;

/**
 * The rooms and doors of the outcome report: one uid and one title each. A uid names state in
 * savepoints: it never changes.
 */
public enum OutcomeStage {
  ROUTES("decided-routes", "routes"),
  ROUTE_INTAKE("route-intake", "intake: routes"),
  LABELS("labels", "labels"),
  LABEL_INTAKE("label-intake", "intake: labels"),
  JOIN("join-labels", "join"),
  TALLY("tally", "tally"),
  DRIFT("drift", "drift"),
  OUTCOMES("outcomes", "dispatch: outcomes"),
  DRIFT_REPORTS("drift-reports", "dispatch: drift"),
  REJECTS("outcome-rejects", "dispatch: rejects");

  private final String uid;
  private final String title;

  OutcomeStage(String uid, String title) {
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
