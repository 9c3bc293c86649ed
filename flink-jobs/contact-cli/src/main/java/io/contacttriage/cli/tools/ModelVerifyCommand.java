package io.contacttriage.cli.tools;

import com.fasterxml.jackson.core.JsonGenerator;
import io.contacttriage.cli.CommandFailure;
import io.contacttriage.scoring.ScoringException;
import io.contacttriage.scoring.bundle.BundleProblem;
import io.contacttriage.scoring.bundle.GoldenSet;
import io.contacttriage.scoring.bundle.InvalidBundleException;
import io.contacttriage.scoring.bundle.LocalBundleFiles;
import io.contacttriage.scoring.bundle.ModelBundle;
import io.contacttriage.scoring.bundle.SignedBundleFiles;
import io.contacttriage.scoring.bundle.SigningKeys;
import io.contacttriage.scoring.onnx.GoldenCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a bundle as the job does before it uses one. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Checks a model bundle as the job does before it uses one: manifest, hashes, graphs, signatures,",
      "and that every golden text gets its golden answer from every tier on this machine."
    })
public final class ModelVerifyCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "DIR", description = "The bundle's directory")
  private Path directory;

  @Option(
      names = "--public-key",
      paramLabel = "KEY",
      description = "Asks for a signature by this key, as the job's models.public-key does")
  private String publicKey;

  @Option(names = "--json", description = "One JSON object instead of lines")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (!Files.isDirectory(directory)) {
      throw CommandFailure.wrongUsage("wanted a bundle's directory, found none at " + directory);
    }
    List<BundleProblem> problems = new ArrayList<>();
    BundleFacts facts = check(problems);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonText.write(text -> write(text, problems, facts)));
    } else if (problems.isEmpty()) {
      out.println(directory + ": no problems, " + facts.golden() + " golden answers met");
      facts.lines().forEach(out::println);
    } else {
      problems.forEach(out::println);
      out.println(problems.size() == 1 ? "1 problem" : problems.size() + " problems");
    }
    return problems.isEmpty() ? 0 : 1;
  }

  /** What was checked, or nothing when the bundle could not be read. */
  private BundleFacts check(List<BundleProblem> problems) {
    try {
      ModelBundle bundle = publicKey == null ? ModelBundle.load(directory) : signedBundle();
      GoldenSet golden = GoldenSet.read(bundle);
      problems.addAll(GoldenCheck.run(bundle, golden));
      return BundleFacts.of(bundle.manifest(), golden);
    } catch (InvalidBundleException e) {
      problems.addAll(e.problems());
    } catch (ScoringException e) {
      problems.add(new BundleProblem("model", "scores for the golden set", e.getMessage()));
    } catch (IOException e) {
      throw CommandFailure.failed("The model bundle cannot be read: " + e);
    }
    return BundleFacts.NONE;
  }

  private ModelBundle signedBundle() throws IOException, InvalidBundleException {
    try {
      return ModelBundle.load(
          new SignedBundleFiles(LocalBundleFiles.in(directory), SigningKeys.publicKey(publicKey)));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.wrongUsage("--public-key: " + e.getMessage());
    }
  }

  private static void write(JsonGenerator json, List<BundleProblem> problems, BundleFacts facts)
      throws IOException {
    json.writeStartObject();
    json.writeBooleanField("valid", problems.isEmpty());
    facts.writeFields(json);
    json.writeArrayFieldStart("problems");
    for (BundleProblem problem : problems) {
      json.writeStartObject();
      json.writeStringField("where", problem.where());
      json.writeStringField("wanted", problem.wanted());
      json.writeStringField("found", problem.found());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
