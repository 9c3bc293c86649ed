package io.contacttriage.benchmarks;

import io.contacttriage.benchmarks.report.Machine;
import io.contacttriage.cli.report.ReportFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./triage bench engine}. */
@Command(
    name = "engine",
    mixinStandardHelpOptions = true,
    description = {
      "What each part of the engine costs on one core, by JMH: microseconds a text, for texts of 8,",
      "32, 128 and 256 pieces. TokenizerBenchmark, which the pattern must ask for, has the tokenizers",
      "of other kinds and languages, PolicyBenchmark books of up to 10,000 rules, StateBenchmark a room",
      "that remembers up to a million contacts."
    })
final class EngineCommand implements Callable<Integer> {
  /** Parameters of benchmarks that say how much there is to do. */
  private static final Set<String> UNITS = Set.of("pieces", "words", "rules", "remembered");

  @Parameters(
      paramLabel = "PATTERN",
      arity = "0..1",
      defaultValue = "(Room|Scoring)Benchmark",
      description =
          "Regular expression of the benchmarks to run, by class and method (default:"
              + " ${DEFAULT-VALUE})")
  private String pattern;

  @Option(
      names = "--seconds",
      description = "That each figure is measured, one by one (default: ${DEFAULT-VALUE})")
  private int seconds = 5;

  @Mixin private ReportFiles files;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    files.requireFolders();
    Machine machine = Machine.now();
    Options options =
        new OptionsBuilder()
            .include("io\\.contacttriage\\.benchmarks\\..*" + pattern)
            .measurementIterations(seconds)
            .warmupIterations(Math.min(3, seconds))
            .build();
    List<EngineReport.Measure> measures = new ArrayList<>();
    for (RunResult run :
        new Runner(
                options, OutputFormatFactory.createFormatInstance(System.err, VerboseMode.NORMAL))
            .run()) {
      measures.add(measure(run));
    }
    EngineReport.of(measures, machine)
        .setting("measured", seconds + " s each, after " + Math.min(3, seconds) + " s of warm-up")
        .setting("cores in use", 1)
        .deliver(spec.commandLine().getOut(), files);
    return 0;
  }

  private static EngineReport.Measure measure(RunResult run) {
    BenchmarkParams params = run.getParams();
    String[] names = params.getBenchmark().split("\\.", -1);
    String unit = params.getParamsKeys().stream().filter(UNITS::contains).findFirst().orElseThrow();
    StringBuilder part = new StringBuilder(names[names.length - 1]);
    for (String key : params.getParamsKeys()) {
      if (!key.equals(unit)) {
        part.append(' ').append(params.getParam(key));
      }
    }
    Statistics micros = run.getPrimaryResult().getStatistics();
    return new EngineReport.Measure(
        names[names.length - 2].replace("Benchmark", ""),
        part.toString(),
        unit,
        Integer.parseInt(params.getParam(unit)),
        new Spread(micros.getPercentile(50), micros.getMin(), micros.getMax()),
        event(run, ScoringBenchmark.DEEP) / event(run, ScoringBenchmark.ALL));
  }

  private static double event(RunResult run, String name) {
    var result = run.getSecondaryResults().get(name);
    return result == null ? Double.NaN : result.getScore();
  }
}
