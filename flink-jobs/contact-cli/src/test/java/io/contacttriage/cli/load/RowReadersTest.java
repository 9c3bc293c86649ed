package io.contacttriage.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contacttriage.cli.CommandFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowReadersTest {
  @Test
  void csvCellsMayHoldLinesAndQuotes() throws IOException {
    List<Row> rows = csv("Text,Other\n\"first\nsecond, \"\"third\"\"\",x\nplain,y\n", "body=Text");

    assertThat(rows).extracting(Row::line).containsExactly(2L, 4L);
    assertThat(rows.get(0).contact().path("body").asText()).isEqualTo("first\nsecond, \"third\"");
    assertThat(rows.get(1).contact().toString()).isEqualTo("{\"body\":\"plain\"}");
  }

  @Test
  void nestedFieldsBecomeObjectsAndBlankCellsAreAbsent() throws IOException {
    List<Row> rows =
        csv(
            "\uFEFFt,tier,p\nhello,vip,\n",
            "body=t,customer.tier=tier,attributes.product=p,subject=p");

    assertThat(rows.get(0).contact().toString())
        .isEqualTo("{\"body\":\"hello\",\"customer\":{\"tier\":\"vip\"}}");
  }

  @Test
  void aRowWithTooManyCellsIsBadAndTheNextIsNot() throws IOException {
    List<Row> rows = csv("a,b\n1,2,3\n4,5\n", "body=a");

    assertThat(rows.get(0).problem()).isEqualTo("wanted 2 columns, found 3");
    assertThat(rows.get(1).contact().path("body").asText()).isEqualTo("4");
  }

  @Test
  void aQuoteThatDoesNotEndIsSaidWithItsLine() {
    assertThatThrownBy(() -> csv("a\nok\n\"open", "body=a"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageStartingWith("line 3: not CSV");
  }

  @Test
  void jsonLinesMayBeShortOrWhole() throws IOException {
    List<Row> rows =
        json(
            "{\"id\":\"a\",\"text\":\"hello\"}\r\n\n"
                + "{\"contactId\":\"b\",\"body\":\"x\",\"channel\":\"chat\"}");

    assertThat(rows.get(0).contact().toString())
        .isEqualTo("{\"contactId\":\"a\",\"body\":\"hello\"}");
    assertThat(rows.get(1).line()).isEqualTo(3);
    assertThat(rows.get(1).contact().path("contactId").asText()).isEqualTo("b");
  }

  @Test
  void aBadJsonLineDoesNotStopTheNext() throws IOException {
    List<Row> rows = json("{\"id\":\n[1]\n{\"id\":\"a\",\"text\":\"t\"} x\n{\"text\":\"good\"}\n");

    assertThat(rows).extracting(Row::problem).element(0).asString().startsWith("not JSON");
    assertThat(rows.get(1).problem()).isEqualTo("wanted an object, found ARRAY");
    assertThat(rows.get(2).problem()).startsWith("not JSON");
    assertThat(rows.get(3).contact().path("body").asText()).isEqualTo("good");
  }

  private static List<Row> csv(String text, String map) throws IOException {
    try (RowReader reader =
        new CsvRows(
            new java.io.BufferedReader(new StringReader(text)), ',', ColumnMap.parse(map))) {
      return all(reader);
    }
  }

  private static List<Row> json(String text) throws IOException {
    try (RowReader reader =
        new JsonRows(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
      return all(reader);
    }
  }

  private static List<Row> all(RowReader reader) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (Row row = reader.next(); row != null; row = reader.next()) {
      rows.add(row);
    }
    return rows;
  }
}
