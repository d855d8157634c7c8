package io.shoken.review.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.core.Hashes;
import io.shoken.core.UserException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SheetTest {
  private static final String SHOWN = "\u5de6\u80ba\u306b\u7d50\u7bc0\u3002";
  private static final Item ITEM =
      new Item(
          "r1:findings",
          "r1",
          "findings",
          Hashes.ofText("Nodule."),
          Hashes.ofText(SHOWN),
          "Nodule.",
          SHOWN,
          SHOWN,
          false,
          true,
          List.of(),
          null,
          null,
          List.of(),
          1);
  private static final ExportRecord EXPORT =
      ExportRecord.of(
          "review", "revised", "2026-11-01", List.of(new Assignment("", "reader", List.of(ITEM))));
  private static final Assignment PART = EXPORT.assignments().get(0);

  private static String sheet() {
    return new String(Sheet.write(PART), StandardCharsets.UTF_8);
  }

  private static List<Revision> take(String csv, Charset charset) {
    return Comparison.of(Sheet.read("reader.csv", "reader", csv.getBytes(charset)), EXPORT, PART);
  }

  private static String answered(String text, String status, String accuracy) {
    return sheet()
        .replace(
            "\"" + SHOWN + "\",\"\",\"\"",
            "\"" + text + "\",\"" + status + "\",\"" + accuracy + "\"");
  }

  @Test
  void beginsWithAByteOrderMarkAndEndsLinesForSpreadsheets() {
    assertThat(sheet()).startsWith("\ufeffkey,report_id,").endsWith("\r\n");
  }

  @Test
  void readsWhatASpreadsheetInJapanSaves() {
    String csv = answered(SHOWN + SHOWN, "approved", "5.0").substring(1).replace("\",\"", "\"\t\"");
    String tabs = csv.replaceFirst("key[^\r]*", String.join("\t", Sheet.COLUMNS));
    List<Revision> back = take(tabs, Charset.forName("windows-31j"));
    assertThat(back).hasSize(1);
    assertThat(back.get(0).text()).isEqualTo(SHOWN + SHOWN);
    assertThat(back.get(0).answer().ratings()).containsEntry("accuracy", 5);
  }

  @Test
  void refusesADateInPlaceOfARatingWithItsRow() {
    assertThatThrownBy(() -> take(answered(SHOWN, "approved", "5-Jan"), StandardCharsets.UTF_8))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("row 2: accuracy is no whole number");
  }

  @Test
  void refusesQuestionMarksThatTookThePlaceOfCharacters() {
    assertThatThrownBy(
            () ->
                take(
                    answered(SHOWN + "?", "edited", "").substring(1),
                    Charset.forName("windows-31j")))
        .hasMessageContaining("row 2: question marks");
  }

  @Test
  void refusesAChangedSource() {
    assertThatThrownBy(
            () ->
                take(
                    answered(SHOWN, "approved", "").replace("Nodule.", "Mass."),
                    StandardCharsets.UTF_8))
        .hasMessageContaining("row 2: the English was changed");
  }

  @Test
  void refusesAnEmptyText() {
    assertThatThrownBy(() -> take(answered("", "edited", ""), StandardCharsets.UTF_8))
        .hasMessageContaining("row 2: text_ja is empty");
  }

  @Test
  void refusesARowThatStandsThereTwice() {
    String once = answered(SHOWN, "approved", "");
    String row = once.substring(once.indexOf("\r\n") + 2);
    assertThatThrownBy(() -> take(once + row, StandardCharsets.UTF_8))
        .hasMessageContaining("row 3: its key stands there twice");
  }

  @Test
  void refusesARowWithFewerCells() {
    String cut = sheet() + "\"r1:findings\",\"r1\"\r\n";
    assertThatThrownBy(() -> take(cut, StandardCharsets.UTF_8))
        .hasMessageContaining("row 3: 2 cells, expected 15");
  }

  @Test
  void anEditThatWasUndoneApprovesNothing() {
    List<Revision> back = take(answered(SHOWN, "edited", ""), StandardCharsets.UTF_8);
    assertThat(back.get(0).status()).isEqualTo("skipped");
  }

  @Test
  void aFormulaCannotRun() {
    assertThat(Sheet.quoted("=1+1")).isEqualTo("\"'=1+1\"");
    assertThat(Sheet.quoted("\t=1")).isEqualTo("\"'\t=1\"");
  }
}
