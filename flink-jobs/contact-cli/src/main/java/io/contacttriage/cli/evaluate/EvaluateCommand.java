package io.contacttriage.cli.evaluate;

import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.Terminal;
import io.contacttriage.cli.report.ReportFiles;
import io.contacttriage.cli.tools.BundleOption;
import io.contacttriage.cli.tools.Progress;
import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.ScoringException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Measures a model bundle on labelled contacts. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "Measures a model bundle on labelled contacts.",
    footer = {
      "",
      "Examples:",
      "  ./triage evaluate --data models/contacts/en.jsonl --part test",
      "  ./triage evaluate --data mail.jsonl --source mail-2026 --html report.html",
      "  ./triage evaluate --bundle models/bundles/contact-triage/1.3.0 --data a.jsonl"
    })
public final class EvaluateCommand implements Callable<Integer> {
  @Mixin private BundleOption bundle;
  @Mixin private DataOptions options;
  @Mixin private ReportFiles files;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    files.requireFolders();
    PrintWriter err = spec.commandLine().getErr();
    Progress progress = new Progress(err, Terminal.ofProcess().err(), InstantSource.system());
    LabelledData data = new LabelledData(options, err);
    try (ContactScorer scorer = bundle.open()) {
      TimedScorer timed = new TimedScorer(scorer);
      data.forEachBatch(
          batch -> {
            timed.score(batch);
            progress.update(timed.contacts(), "contacts");
          });
      progress.end();
      data.requireContacts(timed.outcomes());
      EvaluationReport report =
          EvaluationReport.of(
              scorer.model().toString(),
              options.part(),
              timed.outcomes(),
              timed.speed(),
              data.otherParts(),
              data.badLines());
      spec.commandLine().getOut().print(EvaluationText.of(report, Terminal.ofProcess()));
      files.write(() -> EvaluationJson.of(report), () -> EvaluationHtml.of(report));
    } catch (ScoringException e) {
      throw CommandFailure.failed(e.getMessage());
    }
    return data.badLines() > 0 ? 1 : 0;
  }
}
