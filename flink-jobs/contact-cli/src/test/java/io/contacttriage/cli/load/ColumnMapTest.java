package io.contacttriage.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contacttriage.cli.CommandFailure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ColumnMapTest {
  @Test
  void columnsMayHoldSpacesCommasAndQuotes() {
    assertThat(
            ColumnMap.parse(
                    "body=Consumer complaint narrative,receivedAt=\"Date, \"\"local\"\"\","
                        + "attributes.product=Product")
                .columns())
        .containsExactly(
            Map.entry("body", "Consumer complaint narrative"),
            Map.entry("receivedAt", "Date, \"local\""),
            Map.entry("attributes.product", "Product"));
  }

  @Test
  void aFieldThatNoContactHasIsNamedWithThoseItHas() {
    assertThatThrownBy(() -> ColumnMap.parse("text=Complaint"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("'text' is no field of a contact")
        .hasMessageContaining("body")
        .hasMessageContaining("attributes.NAME");
  }

  @Test
  void whatCannotBeReadIsSaid() {
    assertThatThrownBy(() -> ColumnMap.parse("body")).hasMessageContaining("found 'body'");
    assertThatThrownBy(() -> ColumnMap.parse("")).hasMessageContaining("found nothing");
    assertThatThrownBy(() -> ColumnMap.parse("body=")).hasMessageContaining("no column");
    assertThatThrownBy(() -> ColumnMap.parse("body=\"x")).hasMessageContaining("does not end");
    assertThatThrownBy(() -> ColumnMap.parse("body=\"x\"y")).hasMessageContaining("comma");
    assertThatThrownBy(() -> ColumnMap.parse("body=a,body=b")).hasMessageContaining("twice");
    assertThatThrownBy(() -> ColumnMap.parse("attributes.=a")).hasMessageContaining("no field");
  }

  @Test
  void aMissingColumnIsNamedWithThoseThatAreThere() {
    assertThatThrownBy(() -> ColumnMap.parse("body=Text").check(List.of("text", "Label")))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("the file has no column 'Text'; it has 'text', 'Label'");
  }
}
