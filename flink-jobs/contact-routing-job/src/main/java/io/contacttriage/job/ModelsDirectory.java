package io.contacttriage.job;

import io.contacttriage.job.settings.InvalidSettingsException;
import io.contacttriage.job.settings.JobOptions;
import io.contacttriage.scoring.ModelVersion;
import io.contacttriage.scoring.bundle.BundleFiles;
import io.contacttriage.scoring.bundle.BundleRelease;
import io.contacttriage.scoring.bundle.InvalidBundleException;
import io.contacttriage.scoring.bundle.LocalBundleFiles;
import io.contacttriage.scoring.bundle.SignedBundleFiles;
import io.contacttriage.scoring.bundle.SigningKeys;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings {@code models.directory} and {@code models.public-key}.
 *
 * @param directory a path of this machine, or a URI that Flink can read
 * @param publicKey as {@link SigningKeys} reads it, empty where bundles need no signature
 */
public record ModelsDirectory(String directory, String publicKey) implements Serializable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelsDirectory.class);

  /** The files of the directory. On this machine links are refused, elsewhere there are none. */
  BundleFiles files() {
    return publicKey.isEmpty()
        ? unsigned()
        : new SignedBundleFiles(unsigned(), SigningKeys.publicKey(publicKey));
  }

  private BundleFiles unsigned() {
    URI uri = new org.apache.flink.core.fs.Path(directory).toUri();
    if (uri.getScheme() == null) {
      return LocalBundleFiles.in(Path.of(directory));
    }
    return uri.getScheme().equals("file")
        ? LocalBundleFiles.in(Path.of(uri.getPath()))
        : new FlinkBundleFiles(new org.apache.flink.core.fs.Path(uri));
  }

  /**
   * Refuses to start a job that would have no model: the active bundle must pass the checks of its
   * files, or else the previous one.
   *
   * @throws InvalidSettingsException with what is wrong with each
   */
  void requireBundle() {
    BundleFiles root = files();
    try {
      BundleRelease release = BundleRelease.read(root);
      String problem = problemOf(root, release.active());
      if (problem == null) {
        return;
      }
      if (release.previous().isPresent()) {
        String second = problemOf(root, release.previous().get());
        if (second == null) {
          LOG.error("Starting with the previous bundle, {}. {}", release.previous().get(), problem);
          return;
        }
        problem += "\n" + second;
      }
      throw refusal(problem);
    } catch (InvalidBundleException | IOException e) {
      throw refusal(e.getMessage());
    }
  }

  private static String problemOf(BundleFiles root, ModelVersion model) {
    try {
      BundleRelease.load(root, model);
      return null;
    } catch (InvalidBundleException | IOException e) {
      return e.getMessage();
    }
  }

  private InvalidSettingsException refusal(String found) {
    return new InvalidSettingsException(
        List.of(
            "'"
                + JobOptions.MODELS_DIRECTORY.key()
                + "' must hold a release.json that names a bundle which can be used, also as seen"
                + " from where the job is started; found in '"
                + directory
                + "': "
                + found));
  }
}
