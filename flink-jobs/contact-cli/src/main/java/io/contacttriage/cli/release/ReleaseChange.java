package io.contacttriage.cli.release;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.tools.JsonText;
import io.contacttriage.scoring.ModelVersion;
import io.contacttriage.scoring.bundle.BundleManifest;
import io.contacttriage.scoring.bundle.BundleProblem;
import io.contacttriage.scoring.bundle.BundleRelease;
import io.contacttriage.scoring.bundle.InvalidBundleException;
import io.contacttriage.scoring.bundle.LocalBundleFiles;
import io.contacttriage.scoring.onnx.LabelChange;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Makes another bundle the active one, after it passed every check. */
final class ReleaseChange {
  private final Path models;
  private final Optional<BundleRelease> before;

  ReleaseChange(Path models, Optional<BundleRelease> before) {
    this.models = models;
    this.before = before;
  }

  /**
   * Checks a bundle and writes {@code release.json}.
   *
   * @throws CommandFailure when the bundle has a problem; nothing is written then
   */
  BundleRelease to(ModelVersion next, PrintWriter err) {
    CheckedBundle checked = CheckedBundle.of(models, next);
    if (!checked.isGood()) {
      throw CommandFailure.failed(
          checked.problems().stream()
              .map(problem -> problem + "\n")
              .collect(Collectors.joining("", "", next + " was not released")));
    }
    BundleRelease after =
        before
            .map(release -> release.withActive(next))
            .orElseGet(() -> new BundleRelease(next, Optional.empty(), Optional.empty()));
    warnOfOtherLabels(checked.manifest().orElseThrow(), err);
    if (!before.equals(Optional.of(after))) {
      write(after);
    }
    return after;
  }

  static void print(BundleRelease release, boolean json, PrintWriter out) {
    if (json) {
      out.println(
          JsonText.write(
              text -> {
                text.writeStartObject();
                text.writeStringField("active", release.active().toString());
                text.writeStringField(
                    "previous", release.previous().map(ModelVersion::toString).orElse(null));
                text.writeEndObject();
              }));
      return;
    }
    out.println("active    " + release.active());
    out.println("previous  " + release.previous().map(ModelVersion::toString).orElse("none"));
    out.println(
        "Running jobs follow at their next look, every 10 s unless models.poll.interval is set.");
  }

  /** A job that starts later takes them; one that runs keeps the labels it knows. */
  private void warnOfOtherLabels(BundleManifest next, PrintWriter err) {
    if (before.isEmpty()) {
      return;
    }
    ModelVersion active = before.get().active();
    try {
      BundleManifest running = BundleRelease.load(LocalBundleFiles.in(models), active).manifest();
      List<BundleProblem> changes = LabelChange.between(active, running.heads(), next.heads());
      if (!changes.isEmpty()) {
        changes.forEach(err::println);
        err.println("Jobs that run now stay with " + active + " until they are restarted.");
      }
    } catch (InvalidBundleException | IOException e) {
      err.println(
          "The labels could not be compared with those of " + active + ", which is spoilt.");
    }
  }

  /** A reader finds the old file or the new one, never half of it. */
  private void write(BundleRelease release) {
    // Not createTempFile: what it makes, only its owner may read.
    Path whole = models.resolve("." + BundleRelease.FILE + "." + UUID.randomUUID());
    try {
      try (FileChannel file =
          FileChannel.open(whole, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer json = ByteBuffer.wrap(release.toJson());
        while (json.hasRemaining()) {
          file.write(json);
        }
        file.force(true);
      }
      Files.move(whole, models.resolve(BundleRelease.FILE), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw CommandFailure.failed("release.json cannot be written: " + e);
    } finally {
      deleteIfLeft(whole);
    }
  }

  private static void deleteIfLeft(Path whole) {
    try {
      Files.deleteIfExists(whole);
    } catch (IOException left) {
      // It has a name of its own and nobody reads it.
    }
  }
}
