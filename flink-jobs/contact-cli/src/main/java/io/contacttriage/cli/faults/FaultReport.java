package io.contacttriage.cli.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.contacttriage.cli.tools.TextTable;
import java.util.List;
import java.util.Locale;

/**
 * What a run of faults came to.
 *
 * @param notTaken contacts that the broker never took, which are nobody's to answer
 */
record FaultReport(
    long seed, boolean exactlyOnce, List<Strike> strikes, Account account, long notTaken) {
  private static final ObjectMapper JSON = new ObjectMapper();

  FaultReport {
    strikes = List.copyOf(strikes);
  }

  List<String> problems() {
    return account.problems(exactlyOnce);
  }

  /** The faults with their times of recovery, then the sum of all contacts. */
  String text() {
    TextTable table =
        new TextTable("fault", "what happens", "times", "median s", "worst s", "most waiting");
    for (Fault fault : Faults.ALL) {
      List<Strike> own = strikes.stream().filter(s -> s.fault().equals(fault.name())).toList();
      if (!own.isEmpty()) {
        long[] times = own.stream().mapToLong(Strike::recoveredMillis).sorted().toArray();
        table.row(
            fault.name(),
            fault.what(),
            Integer.toString(own.size()),
            seconds(times[times.length / 2]),
            seconds(times[times.length - 1]),
            Integer.toString(own.stream().mapToInt(Strike::mostWaiting).max().orElse(0)));
      }
    }
    StringBuilder text = new StringBuilder(table.render());
    text.append('\n').append(account.inWords()).append('\n');
    if (notTaken > 0) {
      text.append("the broker never took %,d contacts\n".formatted(notTaken));
    }
    List<String> problems = problems();
    problems.forEach(problem -> text.append(problem).append('\n'));
    text.append("seed ")
        .append(seed)
        .append(exactlyOnce ? ", exactly-once: " : ", at-least-once: ");
    return text.append(problems.isEmpty() ? "nothing lost, nothing unaccounted" : "NOT GOOD")
        .append('\n')
        .toString();
  }

  byte[] json() {
    ObjectNode root = JSON.createObjectNode();
    root.put("seed", seed).put("exactlyOnce", exactlyOnce).put("notTaken", notTaken);
    root.set("account", JSON.valueToTree(account));
    root.set("problems", JSON.valueToTree(problems()));
    ArrayNode all = root.putArray("strikes");
    strikes.forEach(strike -> all.add(JSON.<ObjectNode>valueToTree(strike)));
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can be written", e);
    }
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.1f", millis / 1000.0);
  }
}
