package io.contacttriage.benchmarks;

import picocli.CommandLine.Command;

/** {@code ./triage bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the product on this machine, with a real broker. Every comparison is made within one",
      "run: compare the ratios, not the absolute figures of two machines."
    },
    subcommands = {
      EngineCommand.class,
      ThroughputCommand.class,
      LatencyCommand.class,
      SwapCommand.class,
      PublishCommand.class,
      SoakCommand.class,
      ProfileCommand.class,
      BacktestCommand.class,
      PlanCheckCommand.class
    })
final class BenchCommand {}
