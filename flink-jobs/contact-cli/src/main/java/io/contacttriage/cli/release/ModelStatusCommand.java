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
import io.contacttriage.scoring.bundle.BundleRelease.Candidate;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
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
      "Shows the active, the previous, the candidate and all other bundles, and whether they",
      "verify. With --data also how far the candidate agrees with the active one on a file, with",
      "--flink which one a running job uses and how far its candidates agree on live contacts.",
      "Exit code 1 when the active bundle does not verify, or a line of the data holds no contact."
    },
    footer = {"", "Example: ./triage model status --data models/contacts/en.jsonl"})
public final class ModelStatusCommand implements Callable<Integer> {
  @Mixin private ModelsOption models;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description =
          "JSON lines of {\"id\",\"text\"} or of whole contacts, labelled or not: scores all of them"
              + " with both bundles, and shows agreement and the shift of each harm score")
  private Path data;

  @Option(
      names = "--flink",
      paramLabel = "URL",
      description = "Flink's REST interface, such as http://localhost:8081: asks the job that runs")
  private URI flink;

  @Option(names = "--json", description = "One JSON object instead of a table")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Optional<BundleRelease> release = models.release();
    // Before the bundles are checked, which takes a while: it may be wrong usage.
    Optional<DataAgreement> agreement =
        Optional.ofNullable(data).map(file -> agreementOn(file, release));
    Optional<JobScoring> running = Optional.ofNullable(flink).map(JobScoring::of);
    List<CheckedBundle> bundles = check(bundlesIn(models.require(), release));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonText.write(text -> write(text, release, bundles, agreement, running)));
    } else {
      print(out, release, bundles);
      agreement.ifPresent(
          found -> {
            out.println();
            found.print(out);
          });
      running.ifPresent(
          found -> {
            out.println();
            found.print(out);
          });
    }
    long badLines = agreement.map(DataAgreement::badLines).orElse(0L);
    if (badLines > 0) {
      spec.commandLine().getErr().println(badLines + " lines of " + data + " hold no contact");
    }
    boolean isActiveGood =
        bundles.stream().anyMatch(bundle -> isActive(release, bundle) && bundle.isGood());
    return isActiveGood && badLines == 0 ? 0 : 1;
  }

  private DataAgreement agreementOn(Path file, Optional<BundleRelease> release) {
    Candidate candidate =
        release
            .flatMap(BundleRelease::candidate)
            .orElseThrow(
                () ->
                    CommandFailure.wrongUsage(
                        "--data: wanted a candidate to compare, found none in release.json"));
    return DataAgreement.of(models.require(), release.get().active(), candidate.model(), file);
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
    Stream.of(
            release.map(BundleRelease::active),
            release.flatMap(BundleRelease::previous),
            release.flatMap(BundleRelease::candidate).map(Candidate::model))
        .flatMap(Optional::stream)
        .filter(model -> !found.contains(model))
        .forEach(found::add);
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
      JsonGenerator json,
      Optional<BundleRelease> release,
      List<CheckedBundle> bundles,
      Optional<DataAgreement> agreement,
      Optional<JobScoring> running)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("active", name(release.map(BundleRelease::active)));
    json.writeStringField("previous", name(release.flatMap(BundleRelease::previous)));
    ReleaseChange.writeCandidate(release.flatMap(BundleRelease::candidate), json);
    if (agreement.isPresent()) {
      json.writeFieldName("agreement");
      agreement.get().write(json);
    }
    if (running.isPresent()) {
      json.writeFieldName("running");
      running.get().write(json);
    }
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
    Optional<Candidate> candidate =
        release
            .flatMap(BundleRelease::candidate)
            .filter(named -> named.model().equals(bundle.model()));
    if (candidate.isPresent()) {
      return "candidate " + candidate.get().share().percent() + " %";
    }
    boolean isPrevious =
        release.flatMap(BundleRelease::previous).filter(bundle.model()::equals).isPresent();
    return isPrevious ? "previous" : "";
  }

  private static boolean isActive(Optional<BundleRelease> release, CheckedBundle bundle) {
    return release.map(BundleRelease::active).filter(bundle.model()::equals).isPresent();
  }
}
