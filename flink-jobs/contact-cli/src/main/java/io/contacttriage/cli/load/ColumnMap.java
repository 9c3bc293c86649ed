package io.contacttriage.cli.load;

import io.contacttriage.cli.CommandFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which column of a CSV file is which field of a contact, such as {@code body=Complaint
 * text,receivedAt="Date, received"}.
 *
 * @param columns field to column
 */
record ColumnMap(Map<String, String> columns) {
  private static final String ATTRIBUTE = "attributes.";
  private static final Set<String> FIELDS =
      new TreeSet<>(
          List.of(
              "contactId",
              "conversationId",
              "customerId",
              "channel",
              "language",
              "country",
              "receivedAt",
              "subject",
              "body",
              "customer.tier",
              "customer.accountType",
              "customer.ageBand"));

  ColumnMap {
    columns = new LinkedHashMap<>(columns);
  }

  /**
   * Reads the value of {@code --map}: pairs separated by commas; a column that holds a comma or a
   * quote stands in double quotes, a quote within them twice.
   *
   * @throws CommandFailure saying what is wrong with which pair
   */
  static ColumnMap parse(String text) {
    Map<String, String> columns = new LinkedHashMap<>();
    int at = 0;
    while (at < text.length()) {
      int equals = text.indexOf('=', at);
      if (equals < 0) {
        throw wrong("wanted FIELD=COLUMN, found '" + text.substring(at) + "'");
      }
      String field = text.substring(at, equals).strip();
      StringBuilder column = new StringBuilder();
      at = readColumn(text, equals + 1, column);
      checkField(field);
      if (column.isEmpty()) {
        throw wrong("no column for '" + field + "'");
      }
      if (columns.put(field, column.toString()) != null) {
        throw wrong("'" + field + "' twice");
      }
    }
    if (columns.isEmpty()) {
      throw wrong("wanted FIELD=COLUMN, found nothing");
    }
    return new ColumnMap(columns);
  }

  /** Makes sure that a header has every column. */
  void check(List<String> header) {
    Set<String> missing = new TreeSet<>(columns.values());
    header.forEach(missing::remove);
    if (!missing.isEmpty()) {
      throw CommandFailure.wrongUsage(
          "the file has no column '"
              + String.join("', '", missing)
              + "'; it has '"
              + String.join("', '", header)
              + "'");
    }
  }

  /** Reads a column from {@code at} on; returns the place behind the comma that ends it. */
  private static int readColumn(String text, int at, StringBuilder column) {
    if (at >= text.length() || text.charAt(at) != '"') {
      int comma = text.indexOf(',', at);
      int end = comma < 0 ? text.length() : comma;
      column.append(text.substring(at, end).strip());
      return end + 1;
    }
    int i = at + 1;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c != '"') {
        column.append(c);
        i++;
      } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
        column.append('"');
        i += 2;
      } else if (i + 1 == text.length() || text.charAt(i + 1) == ',') {
        return i + 2;
      } else {
        throw wrong("wanted a comma after the quoted column '" + column + "'");
      }
    }
    throw wrong("the quote of column '" + column + "' does not end");
  }

  private static void checkField(String field) {
    boolean isAttribute = field.startsWith(ATTRIBUTE) && field.length() > ATTRIBUTE.length();
    if (!FIELDS.contains(field) && !isAttribute) {
      throw wrong(
          "'"
              + field
              + "' is no field of a contact: wanted one of "
              + String.join(", ", FIELDS)
              + " or attributes.NAME");
    }
  }

  private static CommandFailure wrong(String problem) {
    return CommandFailure.wrongUsage("--map: " + problem);
  }
}
