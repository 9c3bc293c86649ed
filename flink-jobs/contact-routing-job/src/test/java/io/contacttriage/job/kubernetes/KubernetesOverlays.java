package io.contacttriage.job.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;

/**
 * Overlays as they would be deployed: as kubectl rendered them, where {@code k8s/validate} says so
 * with {@code -Dkubernetes.rendered=FOLDER}, else as {@link Kustomization} does.
 */
public final class KubernetesOverlays {
  private static final String RENDERED = System.getProperty("kubernetes.rendered");

  private KubernetesOverlays() {}

  /** The deployment of the overlay in this folder. */
  public static Deployment deployment(Path overlay) {
    return new Deployment(rendered(overlay));
  }

  static List<JsonNode> rendered(Path overlay) {
    return RENDERED == null
        ? Kustomization.render(overlay)
        : Yaml.documents(Path.of(RENDERED, overlay.getFileName() + ".yaml"));
  }
}
