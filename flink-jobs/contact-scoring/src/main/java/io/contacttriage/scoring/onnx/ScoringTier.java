package io.contacttriage.scoring.onnx;

import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.bundle.BundleManifest;
import io.contacttriage.scoring.bundle.BundleProblem;
import io.contacttriage.scoring.bundle.InvalidBundleException;
import io.contacttriage.scoring.bundle.ModelBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which networks of a bundle score. In options and settings: the lower-case name. */
public enum ScoringTier {
  /** {@link #CASCADE} where the bundle has a deep tier, else {@link #FAST}. */
  AUTO,
  /** The fast tier alone. */
  FAST,
  /** The deep tier alone. */
  DEEP,
  /** The fast tier, and the deep one where the bundle's rule asks it. */
  CASCADE;

  /**
   * Makes a scorer with sessions of its own; {@link BundleRegistry} shares them.
   *
   * @throws InvalidBundleException when the bundle lacks the tier, the runtime refuses a network or
   *     its signature is wrong
   */
  public ContactScorer open(ModelBundle bundle) throws InvalidBundleException {
    return scorerOf(openNetworks(bundle, LoadingPace.withoutRest()), bundle.manifest());
  }

  /** The networks that this needs, {@code fast} first: all of them, or none when one is refused. */
  List<OnnxContactScorer> openNetworks(ModelBundle bundle, LoadingPace pace)
      throws InvalidBundleException {
    List<OnnxContactScorer> opened = new ArrayList<>();
    try {
      for (String network : networks(bundle.place(), bundle.manifest())) {
        opened.add(OnnxContactScorer.open(bundle, network));
        pace.rest();
      }
      return opened;
    } catch (InvalidBundleException | RuntimeException e) {
      opened.forEach(OnnxContactScorer::close);
      throw e;
    }
  }

  /** One scorer of one or two networks, which closes them. */
  static ContactScorer scorerOf(List<OnnxContactScorer> networks, BundleManifest manifest) {
    return networks.size() == 1
        ? networks.get(0)
        : new CascadeScorer(networks.get(0), networks.get(1), manifest.cascade().orElseThrow());
  }

  /**
   * The tiers of a bundle that this needs: one, or both for a cascade, {@code fast} first.
   *
   * @param place of the bundle, for the message
   * @throws InvalidBundleException when the bundle has no deep tier and this needs one
   */
  List<String> networks(String place, BundleManifest manifest) throws InvalidBundleException {
    boolean hasDeep = manifest.tiers().containsKey(BundleManifest.DEEP);
    if (this == FAST || (this == AUTO && !hasDeep)) {
      return List.of(BundleManifest.FAST);
    }
    if (!hasDeep) {
      throw new InvalidBundleException(
          place,
          List.of(
              new BundleProblem(
                  "manifest.json /tiers", "a deep tier, to score with tier " + this, "only fast")));
    }
    return this == DEEP
        ? List.of(BundleManifest.DEEP)
        : List.of(BundleManifest.FAST, BundleManifest.DEEP);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
