package io.contacttriage.benchmarks;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./triage bench engine}. */
@Command(
    name = "engine",
    mixinStandardHelpOptions = true,
    description = "What each part of the engine costs on one core, by JMH: microseconds a contact.")
final class EngineCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "PATTERN",
      defaultValue = ".*",
      description = "Regular expression of the benchmarks to run (default: all)")
  private String pattern;

  @Option(names = "--json", paramLabel = "FILE", description = "Write JMH's figures to a file too")
  private Path json;

  @Override
  public Integer call() throws Exception {
    ChainedOptionsBuilder options =
        new OptionsBuilder().include("io\\.contacttriage\\.benchmarks\\..*" + pattern);
    if (json != null) {
      options.resultFormat(ResultFormatType.JSON).result(json.toString());
    }
    new Runner(options.build()).run();
    return 0;
  }
}
