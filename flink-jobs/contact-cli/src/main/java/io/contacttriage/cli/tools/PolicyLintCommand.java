package io.contacttriage.cli.tools;

import com.fasterxml.jackson.core.JsonGenerator;
import io.contacttriage.cli.CommandFailure;
import io.contacttriage.cli.Terminal;
import io.contacttriage.routing.lint.LintFinding;
import io.contacttriage.routing.lint.LintFinding.Severity;
import io.contacttriage.routing.lint.ModelThresholds;
import io.contacttriage.routing.lint.PolicyLint;
import io.contacttriage.routing.policy.Policy;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyBookResult;
import io.contacttriage.scoring.HarmLabel;
import io.contacttriage.scoring.bundle.BundleManifest;
import io.contacttriage.scoring.bundle.BundleRelease;
import io.contacttriage.scoring.bundle.InvalidBundleException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Names everything that is wrong with a policy book, also what no contact can ever reach. */
@Command(
    name = "lint",
    mixinStandardHelpOptions = true,
    description = "Names everything that is wrong with a policy book, each with its place.")
public final class PolicyLintCommand implements Callable<Integer> {
  @Mixin private PolicyDirectory directory;

  @Option(names = "--json", description = "One JSON object instead of lines")
  private boolean json;

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description = {
        "Folder of the bundles and of release.json: also names comparisons that the released",
        "bundle's thresholds make pointless"
      })
  private Path models;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PolicyBookResult result = directory.read();
    List<LintFinding> findings = PolicyLint.lint(result, thresholds());
    boolean good = count(findings, Severity.ERROR) == 0;
    if (json) {
      out.println(JsonText.write(text -> write(text, result, findings)));
      return good ? 0 : 1;
    }
    findings.forEach(out::println);
    String summary = summary(findings);
    if (summary.isEmpty()) {
      out.println(directory.path() + ": no problems in " + contents(result.book()));
    } else {
      out.println(good ? summary : Terminal.ofProcess().red(summary));
    }
    return good ? 0 : 1;
  }

  /** Those of the released bundle, or null when nobody asked. */
  private ModelThresholds thresholds() {
    if (models == null) {
      return null;
    }
    try {
      BundleManifest manifest = BundleRelease.loadActive(models).manifest();
      return new ModelThresholds(
          manifest.model().toString(),
          manifest.tiers().values().stream().map(PolicyLintCommand::byLabel).toList());
    } catch (InvalidBundleException e) {
      throw CommandFailure.failed(e.getMessage());
    } catch (IOException e) {
      throw CommandFailure.failed("the released bundle cannot be read: " + e);
    }
  }

  private static Map<HarmLabel, Double> byLabel(BundleManifest.Tier tier) {
    Map<HarmLabel, Double> byLabel = new EnumMap<>(HarmLabel.class);
    for (HarmLabel label : HarmLabel.values()) {
      byLabel.put(label, tier.thresholds().get(label.label()));
    }
    return byLabel;
  }

  private static long count(List<LintFinding> findings, Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }

  /** Such as {@code 2 errors, 1 warning}; notes do not count. */
  private static String summary(List<LintFinding> findings) {
    List<String> parts = new ArrayList<>();
    for (Severity severity : List.of(Severity.ERROR, Severity.WARNING)) {
      long count = count(findings, severity);
      if (count > 0) {
        parts.add(count + " " + severity.word() + (count == 1 ? "" : "s"));
      }
    }
    return String.join(", ", parts);
  }

  private static String contents(PolicyBook book) {
    return String.format(
        Locale.ROOT,
        "book %s: %d policies, %d rules, %d tests, %d queues",
        book.versionId(),
        book.policies().size(),
        book.policies().stream().map(Policy::rules).mapToInt(List::size).sum(),
        book.policies().stream().map(Policy::tests).mapToInt(List::size).sum(),
        book.queues().size());
  }

  private static void write(JsonGenerator json, PolicyBookResult result, List<LintFinding> findings)
      throws IOException {
    json.writeStartObject();
    json.writeBooleanField("valid", count(findings, Severity.ERROR) == 0);
    json.writeStringField("book", result.isBook() ? result.book().versionId() : null);
    json.writeArrayFieldStart("problems");
    for (LintFinding finding : findings) {
      json.writeStartObject();
      json.writeStringField("severity", finding.severity().word());
      json.writeStringField("file", finding.place().file());
      json.writeNumberField("line", finding.place().line());
      json.writeNumberField("column", finding.place().column());
      json.writeStringField("pointer", finding.place().pointer());
      json.writeStringField("message", finding.message());
      json.writeStringField("hint", finding.hint());
      json.writeArrayFieldStart("examples");
      for (String example : finding.examples()) {
        json.writeString(example);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
