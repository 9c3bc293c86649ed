package io.contacttriage.scoring.onnx;

import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.bundle.BundleManifest;
import io.contacttriage.scoring.bundle.InvalidBundleException;
import io.contacttriage.scoring.bundle.ModelBundle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The open networks of one bundle and how many use each. Guarded by {@link SharedScorers}. */
final class SharedBundle {
  private final String place;
  private final BundleManifest manifest;
  private final Map<String, OnnxContactScorer> scorers = new HashMap<>();
  private final Map<String, Integer> users = new HashMap<>();

  SharedBundle(ModelBundle bundle) {
    this.place = bundle.place();
    this.manifest = bundle.manifest();
  }

  boolean isOpen(ScoringTier tier) throws InvalidBundleException {
    return scorers.keySet().containsAll(tier.networks(place, manifest));
  }

  /** Opens the networks that are missing: all of them, or none when one is refused. */
  void open(ModelBundle bundle, ScoringTier tier) throws InvalidBundleException {
    Map<String, OnnxContactScorer> opened = new HashMap<>();
    try {
      for (String network : tier.networks(place, manifest)) {
        if (!scorers.containsKey(network)) {
          opened.put(network, OnnxContactScorer.open(bundle, network));
        }
      }
    } catch (InvalidBundleException | RuntimeException e) {
      opened.values().forEach(OnnxContactScorer::close);
      throw e;
    }
    scorers.putAll(opened);
  }

  /** Counts a user of each network; those must be open. */
  ContactScorer join(List<String> networks) {
    networks.forEach(network -> users.merge(network, 1, Integer::sum));
    ContactScorer first = scorers.get(networks.get(0));
    return networks.size() == 1
        ? first
        : new CascadeScorer(first, scorers.get(networks.get(1)), manifest.cascade().orElseThrow());
  }

  /** Takes a user of each network away and answers those that nobody uses now, to be closed. */
  List<OnnxContactScorer> leave(List<String> networks) {
    List<OnnxContactScorer> unused = new ArrayList<>();
    for (String network : networks) {
      if (users.merge(network, -1, Integer::sum) == 0) {
        unused.add(scorers.remove(network));
      }
    }
    return unused;
  }

  boolean isUnused() {
    return scorers.isEmpty();
  }

  List<String> networks(ScoringTier tier) throws InvalidBundleException {
    return tier.networks(place, manifest);
  }
}
