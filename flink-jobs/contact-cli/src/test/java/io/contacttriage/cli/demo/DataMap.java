package io.contacttriage.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.contacttriage.cli.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of {@code docs/data-protection.md}, as far as it can be compared with what is. */
record DataMap(Map<String, Row> topics, Map<String, Row> states) {
  private static final Pattern NAMED = Pattern.compile("(topic|state) `([^`]+)`");
  private static final int CELLS = 6;

  /** What is there of a person, by the words of the column, and for how long at most. */
  record Row(Set<String> holds, String howLong) {}

  static DataMap read() throws IOException {
    Map<String, Row> topics = new TreeMap<>();
    Map<String, Row> states = new TreeMap<>();
    for (String line :
        Files.readAllLines(ProjectFolder.resolve("docs/data-protection.md"), UTF_8)) {
      List<String> cells =
          Arrays.stream(line.split("\\|")).map(String::strip).filter(c -> !c.isEmpty()).toList();
      Matcher named = NAMED.matcher(cells.isEmpty() ? "" : cells.get(0));
      if (cells.size() == CELLS && named.matches()) {
        Set<String> holds = new TreeSet<>(List.of(cells.get(1).split(", ")));
        holds.remove("nothing");
        (named.group(1).equals("topic") ? topics : states)
            .put(named.group(2), new Row(holds, cells.get(3)));
      }
    }
    return new DataMap(topics, states);
  }
}
