package io.contacttriage.cli;

import io.contacttriage.cli.cluster.ClusterCommand;
import io.contacttriage.cli.demo.DemoCommand;
import io.contacttriage.cli.erase.EraseCommand;
import io.contacttriage.cli.evaluate.EvaluateCommand;
import io.contacttriage.cli.evaluate.ModelCommand;
import io.contacttriage.cli.explain.ExplainCommand;
import io.contacttriage.cli.live.RoutesCommand;
import io.contacttriage.cli.live.RunCommand;
import io.contacttriage.cli.live.SendCommand;
import io.contacttriage.cli.load.LoadCommand;
import io.contacttriage.cli.local.LocalLogs;
import io.contacttriage.cli.plan.PlanCommand;
import io.contacttriage.cli.policy.PolicyCommand;
import io.contacttriage.cli.policy.ReplayCommand;
import io.contacttriage.cli.tools.PrepareCommand;
import io.contacttriage.cli.tools.ScoreCommand;
import io.contacttriage.job.JobVersion;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The {@code triage} command. Exit code 0: good; 1: a check failed; 2: wrong usage. */
@Command(
    name = "triage",
    synopsisHeading = "Usage: ",
    usageHelpWidth = 100,
    customSynopsis = "./triage COMMAND [OPTIONS]",
    description = {
      "",
      "Scores support contacts as they arrive, for topic, urgency and harmful content, and routes",
      "each to a queue by a policy book that can change while everything runs."
    },
    commandListHeading = "",
    footer = {
      "",
      "Examples:",
      "  ./triage demo                           the whole thing on this machine, with a live view",
      "  ./triage explain --text \"I was hacked\"   why a contact goes where it goes",
      "  ./triage policy lint                    everything that is wrong with config/policies",
      "  ./triage bench --help                   how fast it is on this machine, and beside what",
      "",
      "./triage COMMAND --help tells more. Exit codes: 0 good, 1 a check failed, 2 wrong usage."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Triage.Version.class,
    subcommands = {
      DemoCommand.class,
      SendCommand.class,
      RoutesCommand.class,
      LoadCommand.class,
      RunCommand.class,
      PlanCommand.class,
      ClusterCommand.class,
      ScoreCommand.class,
      ExplainCommand.class,
      EvaluateCommand.class,
      PrepareCommand.class,
      PolicyCommand.class,
      ReplayCommand.class,
      EraseCommand.class,
      ModelCommand.class,
      HelpCommand.class
    })
public final class Triage {
  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      hidden = true,
      description = "For developers: where in the code an error happened")
  private boolean stacktrace;

  private Triage() {}

  public static void main(String[] args) {
    run(commandLine(), args);
  }

  /** Runs a command and ends the process with its exit code. */
  public static void run(CommandLine line, String[] args) {
    LocalLogs.silence();
    // UTF-8 whatever the locale: contacts come in every language.
    PrintWriter out = utf8(FileDescriptor.out);
    PrintWriter err = utf8(FileDescriptor.err);
    System.setErr(
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    int exitCode = line.setOut(out).setErr(err).execute(args);
    out.flush();
    err.flush();
    System.exit(exitCode);
  }

  /** The command with all its subcommands, ready to be given arguments. */
  public static CommandLine commandLine() {
    Triage triage = new Triage();
    CommandLine line = new CommandLine(triage);
    HelpPage.install(line);
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Triage::explainUsage)
        .setExecutionExceptionHandler(
            (exception, command, arguments) ->
                explain(exception, command.getErr(), triage.stacktrace));
  }

  private static int explainUsage(ParameterException exception, String[] arguments) {
    CommandLine command = exception.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(exception.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(exception, err);
    err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    return CommandLine.ExitCode.USAGE;
  }

  private static int explain(Exception exception, PrintWriter err, boolean stacktrace) {
    if (stacktrace) {
      exception.printStackTrace(err);
    } else if (exception instanceof CommandFailure failure) {
      err.println(failure.getMessage());
    } else {
      err.println(exception);
      err.println("That was not foreseen. --stacktrace shows where it happened.");
    }
    return exception instanceof CommandFailure failure ? failure.exitCode() : 1;
  }

  private static PrintWriter utf8(FileDescriptor descriptor) {
    OutputStream stream = new FileOutputStream(descriptor);
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  /** The version that decisions carry as well. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"Contact Triage " + JobVersion.CURRENT};
    }
  }
}
