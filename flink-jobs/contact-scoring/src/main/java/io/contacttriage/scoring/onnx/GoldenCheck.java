package io.contacttriage.scoring.onnx;

import io.contacttriage.scoring.ScoringException;
import io.contacttriage.scoring.bundle.BundleManifest;
import io.contacttriage.scoring.bundle.BundleProblem;
import io.contacttriage.scoring.bundle.GoldenSet;
import io.contacttriage.scoring.bundle.GoldenSet.GoldenAnswer;
import io.contacttriage.scoring.bundle.GoldenSet.GoldenContact;
import io.contacttriage.scoring.bundle.InvalidBundleException;
import io.contacttriage.scoring.bundle.ModelBundle;
import io.contacttriage.text.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Compares what a bundle answers on this machine with what its golden set says. */
public final class GoldenCheck {
  /** Texts of one batch. */
  private static final int BATCH = 16;

  private final GoldenSet golden;
  private final List<BundleProblem> problems = new ArrayList<>();

  private GoldenCheck(GoldenSet golden) {
    this.golden = golden;
  }

  /**
   * Tokenizes every text of a golden set and scores it with each tier in turn, in batches.
   *
   * @param golden of this bundle
   * @return a problem for each text with other token ids and each head of a tier that is off by
   *     more than the tolerance, named by the line of the golden set and never by its text
   * @throws InvalidBundleException when the runtime refuses a network
   * @throws ScoringException when a network cannot run
   */
  public static List<BundleProblem> run(ModelBundle bundle, GoldenSet golden)
      throws InvalidBundleException, ScoringException {
    GoldenCheck check = new GoldenCheck(golden);
    check.compareIds(bundle.tokenizer());
    for (String tier : List.of(BundleManifest.FAST, BundleManifest.DEEP)) {
      if (bundle.manifest().tiers().containsKey(tier)) {
        try (OnnxContactScorer scorer = OnnxContactScorer.open(bundle, tier)) {
          check.compareProbabilities(scorer, LoadingPace.withoutRest());
        }
      }
    }
    return check.problems;
  }

  /**
   * As {@link #run(ModelBundle, GoldenSet)}, with networks that are open already, and no others.
   *
   * @param networks of this bundle
   */
  static List<BundleProblem> run(
      ModelBundle bundle, GoldenSet golden, List<OnnxContactScorer> networks, LoadingPace pace)
      throws ScoringException {
    GoldenCheck check = new GoldenCheck(golden);
    check.compareIds(bundle.tokenizer());
    for (OnnxContactScorer network : networks) {
      check.compareProbabilities(network, pace);
    }
    return check.problems;
  }

  private void compareIds(Tokenizer tokenizer) {
    for (int i = 0; i < golden.contacts().size(); i++) {
      GoldenContact contact = golden.contacts().get(i);
      int[] found = tokenizer.encode(contact.text());
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

  private void compareProbabilities(OnnxContactScorer scorer, LoadingPace pace)
      throws ScoringException {
    List<int[]> ids = golden.contacts().stream().map(GoldenContact::ids).toList();
    List<HeadProbabilities> all = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += BATCH) {
      all.addAll(scorer.probabilities(ids.subList(from, Math.min(from + BATCH, ids.size()))));
      pace.rest();
    }
    String tier = scorer.tier() + " ";
    for (int i = 0; i < all.size(); i++) {
      GoldenAnswer wanted = golden.contacts().get(i).expected().get(scorer.tier());
      HeadProbabilities found = all.get(i);
      compare(i, tier + "topic", wanted.topic(), found.topic());
      compare(i, tier + "urgency", wanted.urgency(), found.urgency());
      compare(i, tier + "harm", wanted.harm(), found.harm());
      compare(i, tier + "language", wanted.language(), found.language());
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
