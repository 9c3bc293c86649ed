package io.contacttriage.cli.evaluate;

/** The figures of one label. This is where each is defined; reports say {@link #meaning} of it. */
enum LabelFigure {
  PRECISION("Precision", "Of the contacts that the model gives the label, the share that has it."),
  RECALL("Recall", "Of the contacts that have the label, the share that the model gives it."),
  F1("F1", "Harmonic mean of precision and recall; 0 when nothing was found right."),
  AUPRC(
      "AUPRC",
      "Average precision: contacts in falling order of the label's probability; the sum over the"
          + " distinct probabilities of the recall gained there times the precision there. Equal"
          + " probabilities are one step. No threshold enters."),
  SUPPORT("Contacts", "How many contacts have the label; of few contacts, figures say little.");

  private final String title;
  private final String meaning;

  LabelFigure(String title, String meaning) {
    this.title = title;
    this.meaning = meaning;
  }

  String title() {
    return title;
  }

  String meaning() {
    return meaning;
  }
}
