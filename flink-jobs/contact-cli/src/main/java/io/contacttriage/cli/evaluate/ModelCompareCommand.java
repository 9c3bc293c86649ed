package io.contacttriage.cli.evaluate;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.Terminal;
import io.contacttriage.cli.report.ReportFiles;
import io.contacttriage.cli.tools.Progress;
import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.ScoringException;
import io.contacttriage.scoring.onnx.ScoringTier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures two bundles, or two tiers of one, on the same contacts. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Measures two model bundles on the same labelled contacts, side by side, and says which",
      "differences are more than chance."
    },
    footer = {
      "",
      "Examples, with bundles=models/bundles/contact-triage:",
      "  ./triage model compare $bundles/1.3.0 $bundles/1.4.0 --data a.jsonl --part test",
      "  ./triage model compare $bundles/1.3.0 $bundles/1.3.0 --tier fast \\",
      "    --tier-b deep --data a.jsonl --html report.html"
    })
public final class ModelCompareCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "A", description = "Directory of the bundle that is there")
  private Path a;

  @Parameters(index = "1", paramLabel = "B", description = "Directory of the bundle to judge")
  private Path b;

  @Option(
      names = "--tier",
      paramLabel = "TIER",
      defaultValue = "auto",
      description =
          "Tier of both bundles, ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} when absent: cascade where"
              + " a bundle has a deep tier, else fast")
  private ScoringTier tier;

  @Option(names = "--tier-b", paramLabel = "TIER", description = "Tier of B, when another")
  private ScoringTier tierB;

  @Mixin private DataOptions options;
  @Mixin private ReportFiles files;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    files.requireFolders();
    PrintWriter err = spec.commandLine().getErr();
    Progress progress = new Progress(err, Terminal.ofProcess().err(), InstantSource.system());
    LabelledData data = new LabelledData(options, err);
    BundleTier one = new BundleTier(a, tier);
    BundleTier other = new BundleTier(b, tierB == null ? tier : tierB);
    try (ContactScorer scorerA = one.open();
        ContactScorer scorerB = other.open()) {
      TimedScorer timedA = new TimedScorer(scorerA);
      TimedScorer timedB = new TimedScorer(scorerB);
      data.forEachBatch(
          batch -> {
            // In turns, so that neither always finds the caches as the other left them.
            boolean isAFirst = timedA.contacts() / LabelledData.BATCH % 2 == 0;
            (isAFirst ? timedA : timedB).score(batch);
            (isAFirst ? timedB : timedA).score(batch);
            progress.update(timedA.contacts(), "contacts");
          });
      progress.end();
      data.requireContacts(timedA.outcomes());
      Progress drawing = new Progress(err, Terminal.ofProcess().err(), InstantSource.system());
      Comparison comparison =
          Comparison.of(
              side(scorerA, one, timedA),
              timedA.outcomes(),
              side(scorerB, other, timedB),
              timedB.outcomes(),
              options.part(),
              data.otherParts(),
              data.badLines(),
              resamples(drawing));
      drawing.end();
      spec.commandLine().getOut().print(ComparisonText.of(comparison, Terminal.ofProcess()));
      files.write(() -> ComparisonJson.of(comparison), () -> ComparisonHtml.of(comparison));
    } catch (ScoringException e) {
      throw CommandFailure.failed(e.getMessage());
    }
    return data.badLines() > 0 ? 1 : 0;
  }

  /** Drawing contacts again takes longer than scoring them once. */
  private static Runnable resamples(Progress progress) {
    AtomicLong done = new AtomicLong();
    return () -> {
      long count = done.incrementAndGet();
      synchronized (progress) {
        progress.update(count, "resamples");
      }
    };
  }

  private static Comparison.Side side(ContactScorer scorer, BundleTier bundle, TimedScorer timed) {
    return new Comparison.Side(
        scorer.model().toString(),
        bundle.tier().toString(),
        timed.speed(),
        EvaluationReport.tiers(timed.outcomes()));
  }
}
