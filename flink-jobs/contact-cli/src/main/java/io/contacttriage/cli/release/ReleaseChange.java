package io.contacttriage.cli.release;

import com.fasterxml.jackson.core.JsonGenerator;
import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.tools.JsonText;
import io.contacttriage.scoring.ContactShare;
import io.contacttriage.scoring.ModelVersion;
import io.contacttriage.scoring.bundle.BundleManifest;
import io.contacttriage.scoring.bundle.BundleProblem;
import io.contacttriage.scoring.bundle.BundleRelease;
import io.contacttriage.scoring.bundle.BundleRelease.Candidate;
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

/** Makes another bundle the active one or the candidate, after it passed every check. */
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
    BundleManifest manifest = requireGood(next);
    BundleRelease after =
        before
            .map(release -> release.withActive(next))
            .orElseGet(() -> new BundleRelease(next, Optional.empty(), Optional.empty()));
    List<BundleProblem> changes = otherLabels(manifest, err);
    if (!changes.isEmpty()) {
      changes.forEach(err::println);
      err.println(
          "Jobs that run now stay with "
              + after.previous().orElseThrow()
              + " until they are"
              + " restarted.");
    }
    return write(after);
  }

  /**
   * Checks a bundle and writes {@code release.json} with it as the candidate.
   *
   * @throws CommandFailure when the bundle has a problem or cannot be compared with the active one;
   *     nothing is written then
   */
  BundleRelease toCandidate(ModelVersion next, ContactShare share, PrintWriter err) {
    BundleRelease release = requireRelease();
    if (release.active().equals(next)) {
      throw CommandFailure.failed(next + " is the active bundle: a candidate is another one");
    }
    List<BundleProblem> changes = otherLabels(requireGood(next), err);
    if (!changes.isEmpty()) {
      throw refusal(next, changes);
    }
    return write(release.withCandidate(Optional.of(new Candidate(next, share))));
  }

  /** Writes {@code release.json} without a candidate. */
  BundleRelease toNoCandidate() {
    return write(requireRelease().withCandidate(Optional.empty()));
  }

  private BundleRelease requireRelease() {
    return before.orElseThrow(
        () ->
            CommandFailure.failed(
                "nothing is released: model release NAME/VERSION names the active bundle first"));
  }

  private BundleManifest requireGood(ModelVersion next) {
    CheckedBundle checked = CheckedBundle.of(models, next);
    if (!checked.isGood()) {
      throw refusal(next, checked.problems());
    }
    return checked.manifest().orElseThrow();
  }

  private static CommandFailure refusal(ModelVersion next, List<BundleProblem> problems) {
    return CommandFailure.failed(
        problems.stream()
            .map(problem -> problem + "\n")
            .collect(Collectors.joining("", "", next + " was not released")));
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
                writeCandidate(release.candidate(), text);
                text.writeEndObject();
              }));
      return;
    }
    out.println("active    " + release.active());
    out.println("previous  " + release.previous().map(ModelVersion::toString).orElse("none"));
    release
        .candidate()
        .ifPresent(
            candidate ->
                out.println(
                    "candidate "
                        + candidate.model()
                        + ", scores "
                        + candidate.share().percent()
                        + " % of the contacts in shadow"));
    out.println(
        "Running jobs follow at their next look, every 10 s unless models.poll.interval is set.");
  }

  /** The fields {@code candidate} and {@code candidatePercent}, null without one. */
  static void writeCandidate(Optional<Candidate> candidate, JsonGenerator json) throws IOException {
    json.writeStringField("candidate", candidate.map(each -> each.model().toString()).orElse(null));
    if (candidate.isPresent()) {
      json.writeNumberField("candidatePercent", candidate.get().share().percent());
    } else {
      json.writeNullField("candidatePercent");
    }
  }

  /** A job that starts later takes them; one that runs keeps the labels it knows. */
  private List<BundleProblem> otherLabels(BundleManifest next, PrintWriter err) {
    if (before.isEmpty()) {
      return List.of();
    }
    ModelVersion active = before.get().active();
    try {
      BundleManifest running = BundleRelease.load(LocalBundleFiles.in(models), active).manifest();
      return LabelChange.between(active, running.heads(), next.heads());
    } catch (InvalidBundleException | IOException e) {
      err.println(
          "The labels could not be compared with those of " + active + ", which is spoilt.");
      return List.of();
    }
  }

  /** A reader finds the old file or the new one, never half of it. */
  private BundleRelease write(BundleRelease release) {
    if (before.equals(Optional.of(release))) {
      return release;
    }
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
    return release;
  }

  private static void deleteIfLeft(Path whole) {
    try {
      Files.deleteIfExists(whole);
    } catch (IOException left) {
      // It has a name of its own and nobody reads it.
    }
  }
}
