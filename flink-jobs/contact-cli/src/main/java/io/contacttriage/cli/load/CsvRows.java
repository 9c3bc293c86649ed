package io.contacttriage.cli.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.contacttriage.cli.CommandFailure;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Rows of a CSV file with a header, under the fields that a map names. */
final class CsvRows implements RowReader {
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final ColumnMap map;

  /**
   * Opens a file.
   *
   * @throws CommandFailure when it has no header or not the columns of the map, naming those it has
   */
  CsvRows(Reader reader, char delimiter, ColumnMap map) throws IOException {
    this.map = map;
    try {
      this.parser =
          CSVFormat.RFC4180
              .builder()
              .setDelimiter(delimiter)
              .setHeader()
              .setSkipHeaderRecord(true)
              .setIgnoreEmptyLines(true)
              .setTrim(false)
              .get()
              .parse(withoutByteOrderMark(reader));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.wrongUsage("the header cannot be used: " + e.getMessage());
    }
    map.check(parser.getHeaderNames());
    this.records = parser.iterator();
  }

  @Override
  public Row next() throws IOException {
    long line = parser.getCurrentLineNumber() + 1;
    CSVRecord row;
    try {
      if (!records.hasNext()) {
        return null;
      }
      row = records.next();
    } catch (UncheckedIOException e) {
      // From an open quote to the end of the file: nothing more can be told apart.
      throw CommandFailure.failed("line " + line + ": not CSV: " + e.getCause().getMessage());
    }
    if (!row.isConsistent()) {
      return Row.bad(
          line, "wanted " + parser.getHeaderNames().size() + " columns, found " + row.size());
    }
    return Row.of(line, contact(row));
  }

  private ObjectNode contact(CSVRecord row) {
    ObjectNode contact = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, String> field : map.columns().entrySet()) {
      String value = row.get(field.getValue());
      if (!value.isBlank()) {
        put(contact, field.getKey(), value);
      }
    }
    return contact;
  }

  private static void put(ObjectNode contact, String field, String value) {
    int dot = field.indexOf('.');
    if (dot < 0) {
      contact.put(field, value);
    } else {
      contact.withObjectProperty(field.substring(0, dot)).put(field.substring(dot + 1), value);
    }
  }

  private static Reader withoutByteOrderMark(Reader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != '\uFEFF') {
      reader.reset();
    }
    return reader;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
