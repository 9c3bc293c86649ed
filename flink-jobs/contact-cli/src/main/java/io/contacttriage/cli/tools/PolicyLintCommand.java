package io.contacttriage.cli.tools;

import com.fasterxml.jackson.core.JsonGenerator;
import io.contacttriage.cli.Terminal;
import io.contacttriage.routing.policy.Policy;
import io.contacttriage.routing.policy.PolicyBook;
import io.contacttriage.routing.policy.PolicyBookResult;
import io.contacttriage.routing.policy.PolicyProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Names everything that is wrong with a policy book. */
@Command(
    name = "lint",
    mixinStandardHelpOptions = true,
    description = "Names everything that is wrong with a policy book, each with its place.")
public final class PolicyLintCommand implements Callable<Integer> {
  @Mixin private PolicyDirectory directory;

  @Option(names = "--json", description = "One JSON object instead of lines")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PolicyBookResult result = directory.read();
    if (json) {
      out.println(JsonText.write(text -> write(text, result)));
    } else if (result.isBook()) {
      out.println(directory.path() + ": no problems in " + contents(result.book()));
    } else {
      result.problems().forEach(out::println);
      out.println(Terminal.ofProcess().red(PolicyDirectory.count(result)));
    }
    return result.isBook() ? 0 : 1;
  }

  private static String contents(PolicyBook book) {
    return String.format(
        Locale.ROOT,
        "book %s: %d policies, %d rules, %d tests, %d queues",
        book.versionId(),
        book.policies().size(),
        book.policies().stream().map(Policy::rules).mapToInt(java.util.List::size).sum(),
        book.policies().stream().map(Policy::tests).mapToInt(java.util.List::size).sum(),
        book.queues().size());
  }

  private static void write(JsonGenerator json, PolicyBookResult result) throws IOException {
    json.writeStartObject();
    json.writeBooleanField("valid", result.isBook());
    json.writeStringField("book", result.isBook() ? result.book().versionId() : null);
    json.writeArrayFieldStart("problems");
    for (PolicyProblem problem : result.problems()) {
      json.writeStartObject();
      json.writeStringField("file", problem.place().file());
      json.writeNumberField("line", problem.place().line());
      json.writeNumberField("column", problem.place().column());
      json.writeStringField("pointer", problem.place().pointer());
      json.writeStringField("message", problem.message());
      json.writeStringField("hint", problem.hint());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
