package io.contacttriage.cli.tools;

import com.fasterxml.jackson.core.JsonGenerator;
import io.contacttriage.cli.CommandFailure;
import io.contacttriage.scoring.ScoringException;
import io.contacttriage.scoring.bundle.BundleProblem;
import io.contacttriage.scoring.bundle.GoldenSet;
import io.contacttriage.scoring.bundle.InvalidBundleException;
import io.contacttriage.scoring.bundle.ModelBundle;
import io.contacttriage.scoring.onnx.GoldenCheck;
import io.contacttriage.scoring.onnx.OnnxContactScorer;
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
      "Checks a model bundle as the job does before it uses one: manifest, hashes, graph, signature,",
      "and that every golden text gets its golden answer on this machine."
    })
public final class ModelVerifyCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "DIR", description = "The bundle's directory")
  private Path directory;

  @Option(names = "--json", description = "One JSON object instead of lines")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (!Files.isDirectory(directory)) {
      throw CommandFailure.wrongUsage("wanted a bundle's directory, found none at " + directory);
    }
    List<BundleProblem> problems = new ArrayList<>();
    int golden = check(problems);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonText.write(text -> write(text, problems, golden)));
    } else if (problems.isEmpty()) {
      out.println(directory + ": no problems, " + golden + " golden answers met");
    } else {
      problems.forEach(out::println);
      out.println(problems.size() == 1 ? "1 problem" : problems.size() + " problems");
    }
    return problems.isEmpty() ? 0 : 1;
  }

  /** How many golden answers were compared. */
  private int check(List<BundleProblem> problems) {
    try {
      ModelBundle bundle = ModelBundle.load(directory);
      GoldenSet golden = GoldenSet.read(bundle);
      for (String tier : bundle.manifest().tiers().keySet()) {
        try (OnnxContactScorer scorer = OnnxContactScorer.open(bundle, tier)) {
          if (tier.equals(BundleOption.FAST)) {
            problems.addAll(GoldenCheck.run(scorer, golden));
          }
        }
      }
      return golden.contacts().size();
    } catch (InvalidBundleException e) {
      problems.addAll(e.problems());
    } catch (ScoringException e) {
      problems.add(new BundleProblem("model", "scores for the golden set", e.getMessage()));
    } catch (IOException e) {
      throw CommandFailure.failed("The model bundle cannot be read: " + e);
    }
    return 0;
  }

  private static void write(JsonGenerator json, List<BundleProblem> problems, int golden)
      throws IOException {
    json.writeStartObject();
    json.writeBooleanField("valid", problems.isEmpty());
    json.writeNumberField("golden", golden);
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
