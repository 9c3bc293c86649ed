package io.contacttriage.cli.release;

import com.fasterxml.jackson.core.JsonGenerator;
import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.Terminal;
import io.contacttriage.cli.tools.JsonText;
import io.contacttriage.cli.tools.Progress;
import io.contacttriage.cli.tools.TextTable;
import io.contacttriage.scoring.ModelVersion;
import io.contacttriage.scoring.bundle.BundleProblem;
import io.contacttriage.scoring.bundle.BundleRelease;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which bundle is active and which others there are. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the active, the previous and all other bundles, and whether they verify.",
      "Exit code 1 when the active bundle does not."
    })
public final class ModelStatusCommand implements Callable<Integer> {
  @Mixin private ModelsOption models;

  @Option(names = "--json", description = "One JSON object instead of a table")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Optional<BundleRelease> release = models.release();
    List<CheckedBundle> bundles = check(bundlesIn(models.require(), release));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonText.write(text -> write(text, release, bundles)));
    } else {
      print(out, release, bundles);
    }
    boolean isActiveGood =
        bundles.stream().anyMatch(bundle -> isActive(release, bundle) && bundle.isGood());
    return isActiveGood ? 0 : 1;
  }

  private List<CheckedBundle> check(List<ModelVersion> found) {
    PrintWriter err = spec.commandLine().getErr();
    Progress progress = new Progress(err, Terminal.ofProcess().err(), InstantSource.system());
    List<CheckedBundle> checked = new ArrayList<>();
    for (ModelVersion model : found) {
      checked.add(CheckedBundle.of(models.require(), model));
      progress.update(checked.size(), "bundles");
    }
    progress.end();
    return checked;
  }

  /** By name and version; what the release names is among them even when it is not there. */
  private static List<ModelVersion> bundlesIn(Path place, Optional<BundleRelease> release) {
    List<ModelVersion> found = new ArrayList<>();
    try (Stream<Path> manifests = Files.walk(place, 3)) {
      manifests
          .filter(file -> file.getFileName().toString().equals("manifest.json"))
          .map(file -> place.relativize(file.getParent()).toString())
          .sorted()
          .forEach(name -> found.addAll(modelOf(name)));
    } catch (IOException e) {
      throw CommandFailure.failed("the folder of the bundles cannot be read: " + e);
    }
    release
        .map(BundleRelease::active)
        .filter(model -> !found.contains(model))
        .ifPresent(found::add);
    release
        .flatMap(BundleRelease::previous)
        .filter(model -> !found.contains(model))
        .ifPresent(found::add);
    return found;
  }

  private static List<ModelVersion> modelOf(String folder) {
    try {
      return List.of(BundleRelease.parse(folder));
    } catch (IllegalArgumentException notABundle) {
      return List.of();
    }
  }

  private static void print(
      PrintWriter out, Optional<BundleRelease> release, List<CheckedBundle> bundles) {
    if (release.isEmpty()) {
      out.println("Nothing is released: there is no release.json.");
    }
    TextTable table = new TextTable("bundle", "created", "state", "check");
    for (CheckedBundle bundle : bundles) {
      table.row(
          bundle.model().toString(),
          bundle.created(),
          state(release, bundle),
          bundle.isGood() ? "good" : bundle.problems().size() + " wrong");
    }
    out.print(table.render());
    for (CheckedBundle bundle : bundles) {
      if (!bundle.isGood()) {
        out.println();
        out.println(bundle.model() + ":");
        bundle.problems().forEach(problem -> out.println("  " + problem));
      }
    }
  }

  private static void write(
      JsonGenerator json, Optional<BundleRelease> release, List<CheckedBundle> bundles)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("active", name(release.map(BundleRelease::active)));
    json.writeStringField("previous", name(release.flatMap(BundleRelease::previous)));
    json.writeArrayFieldStart("bundles");
    for (CheckedBundle bundle : bundles) {
      json.writeStartObject();
      json.writeStringField("model", bundle.model().toString());
      json.writeStringField(
          "created", bundle.manifest().map(known -> known.created().toString()).orElse(null));
      json.writeBooleanField("valid", bundle.isGood());
      json.writeArrayFieldStart("problems");
      for (BundleProblem problem : bundle.problems()) {
        json.writeString(problem.toString());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String name(Optional<ModelVersion> model) {
    return model.map(ModelVersion::toString).orElse(null);
  }

  private static String state(Optional<BundleRelease> release, CheckedBundle bundle) {
    if (isActive(release, bundle)) {
      return "active";
    }
    boolean isPrevious =
        release.flatMap(BundleRelease::previous).filter(bundle.model()::equals).isPresent();
    return isPrevious ? "previous" : "";
  }

  private static boolean isActive(Optional<BundleRelease> release, CheckedBundle bundle) {
    return release.map(BundleRelease::active).filter(bundle.model()::equals).isPresent();
  }
}
