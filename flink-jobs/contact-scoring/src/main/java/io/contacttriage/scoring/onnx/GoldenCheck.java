package io.contacttriage.scoring.onnx;

import io.contacttriage.scoring.ScoringException;
import io.contacttriage.scoring.bundle.BundleProblem;
import io.contacttriage.scoring.bundle.GoldenSet;
import io.contacttriage.scoring.bundle.GoldenSet.GoldenContact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Compares what a scorer answers on this machine with what its bundle's golden set says. */
public final class GoldenCheck {
  private final OnnxContactScorer scorer;
  private final GoldenSet golden;
  private final List<BundleProblem> problems = new ArrayList<>();

  private GoldenCheck(OnnxContactScorer scorer, GoldenSet golden) {
    this.scorer = scorer;
    this.golden = golden;
  }

  /**
   * Tokenizes and scores every text of a golden set, all in one batch.
   *
   * @return a problem for each text with other token ids and each head that is off by more than the
   *     tolerance, named by the line of the golden set and never by its text
   * @throws ScoringException when the model cannot run
   */
  public static List<BundleProblem> run(OnnxContactScorer scorer, GoldenSet golden)
      throws ScoringException {
    GoldenCheck check = new GoldenCheck(scorer, golden);
    check.compareIds();
    check.compareProbabilities();
    return check.problems;
  }

  private void compareIds() {
    for (int i = 0; i < golden.contacts().size(); i++) {
      GoldenContact contact = golden.contacts().get(i);
      int[] found = scorer.tokenizer().encode(contact.text());
      if (!Arrays.equals(found, contact.ids())) {
        int at = Arrays.mismatch(found, contact.ids());
        problem(
            i,
            "ids",
            contact.ids().length + " ids",
            found.length + " ids, the first other one at position " + at);
      }
    }
  }

  private void compareProbabilities() throws ScoringException {
    List<HeadProbabilities> all =
        scorer.probabilities(golden.contacts().stream().map(GoldenContact::ids).toList());
    for (int i = 0; i < all.size(); i++) {
      GoldenContact wanted = golden.contacts().get(i);
      HeadProbabilities found = all.get(i);
      compare(i, "topic", wanted.topic(), found.topic());
      compare(i, "urgency", wanted.urgency(), found.urgency());
      compare(i, "harm", wanted.harm(), found.harm());
      compare(i, "language", wanted.language(), found.language());
    }
  }

  private void compare(int contact, String head, double[] wanted, float[] found) {
    double greatest = 0;
    for (int i = 0; i < wanted.length; i++) {
      greatest = Math.max(greatest, Math.abs(wanted[i] - found[i]));
    }
    if (greatest > golden.tolerance()) {
      problem(contact, head, "probabilities within " + golden.tolerance(), "off by " + greatest);
    }
  }

  private void problem(int contact, String head, String wanted, String found) {
    problems.add(new BundleProblem("golden set line " + (contact + 1) + " " + head, wanted, found));
  }
}
