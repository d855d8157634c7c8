package io.shoken.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTableTest {
  private static final TextTable TABLE =
      TextTable.titled("two findings")
          .columns("finding", "n")
          .onlyInJson("split")
          .columns("f1")
          .column("cost_usd", 4)
          .row("Lung nodule", 1204, "valid", 0.93149, 1.5)
          .row("\u80ba\u7d50\u7bc0", 7, "valid", null, 0.25)
          .build();

  @Test
  void numbersStandRightAndWideCharactersTakeTwoCells() {
    assertThat(TABLE.text())
        .isEqualTo(
            """
            two findings
            finding         n     f1  cost_usd
            -----------  ----  -----  --------
            Lung nodule  1204  0.931    1.5000
            \u80ba\u7d50\u7bc0          7      -    0.2500
            """);
  }

  @Test
  void jsonHasEveryColumnUnderItsNameAtFullPrecision() {
    assertThat(JsonRows.of(TABLE))
        .isEqualTo(
            """
            [
              {"finding":"Lung nodule","n":1204,"split":"valid","f1":0.93149,"cost_usd":1.5},
              {"finding":"\u80ba\u7d50\u7bc0","n":7,"split":"valid","f1":null,"cost_usd":0.25}
            ]
            """);
  }

  @Test
  void aTableWithoutRowsIsStillATable() {
    TextTable empty = TextTable.titled("").columns("a", "b").build();
    assertThat(empty.text()).isEqualTo("a  b\n-  -\n");
    assertThat(JsonRows.of(empty)).isEqualTo("[]\n");
  }

  @Test
  void aNameOutOfAFileCannotSteerTheTerminal() {
    String hostile = "a\u001b[2Jb\r\n\u202ec";
    assertThat(TextTable.titled("").columns("x").row(hostile).build().text())
        .contains("a\\u001b[2Jb")
        .doesNotContain("\u001b");
  }

  @Test
  void whatIsNoNumberInJsonIsNull() {
    TextTable table = TextTable.titled("").columns("x").row(Double.NaN).build();
    assertThat(JsonRows.of(table)).contains("{\"x\":null}");
  }

  @Test
  void refusesARowOfAnotherLength() {
    TextTable.Builder builder = TextTable.titled("").columns("a", "b");
    assertThatThrownBy(() -> builder.row(1)).hasMessage("1 cells for 2 columns");
  }
}
