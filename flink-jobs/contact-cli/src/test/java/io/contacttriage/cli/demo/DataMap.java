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
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");
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
      if (cells.size() == CELLS && cells.get(0).startsWith("topic `")) {
        put(topics, cells);
      } else if (cells.size() == CELLS && cells.get(0).startsWith("state `")) {
        put(states, cells);
      }
    }
    return new DataMap(topics, states);
  }

  private static void put(Map<String, Row> rows, List<String> cells) {
    Set<String> holds = new TreeSet<>(List.of(cells.get(1).split(", ")));
    holds.remove("nothing");
    Matcher name = NAME.matcher(cells.get(0));
    while (name.find()) {
      rows.put(name.group(1), new Row(holds, cells.get(3)));
    }
  }
}
