package io.shoken.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.ingest.csv.Dialect.Escape;
import io.shoken.ingest.csv.Dialect.Separator;
import io.shoken.ingest.csv.Encoding;
import io.shoken.warehouse.Table;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files in other encodings and dialects than CT-RATE's. */
class CsvKindsIT extends IngestFixture {
  private static final String FINDINGS = "右肺上葉に12 mmの結節を認める。𠮷";
  private static final String JAPANESE =
      JA + "\r\n\"valid_1_a_1.nii.gz\",\"" + FINDINGS + "\",\"右肺結節\"\r\n";
  private static final Charset CP932 = Charset.forName("windows-31j");

  @Test
  void readsUtf16WithAndWithoutMark() throws IOException {
    assertThat(findings(JAPANESE, UTF_16LE)).containsExactly(FINDINGS);
    for (Charset charset : List.of(UTF_16LE, UTF_16BE)) {
      assertThat(findings("\ufeff" + JAPANESE.replace("valid_1", charset.name()), charset))
          .contains(FINDINGS);
    }
    assertThat(manifest.counts()).containsEntry("rejected", 0L);
  }

  @Test
  void namesCp932AndReadsItBySetting() throws IOException {
    String csv = JAPANESE.replace("𠮷", "髙①");
    Path file = write(csv, CP932);
    ingest(reports(file));
    assertThat(rejects()).singleElement().asString().contains("set ingest.encoding=cp932");
    ingest(reports(file), with(Encoding.CP932, Separator.AUTO, Escape.DOUBLED));
    assertThat(texts()).containsExactly(FINDINGS.replace("𠮷", "髙①"));
  }

  @Test
  void rejectsOnlyTheRowWhoseBytesAreNotTheEncodings() throws IOException {
    String csv = JAPANESE.replace("𠮷", "") + "valid_2_a_1.nii.gz,X,正常\r\n";
    byte[] bytes = csv.getBytes(CP932);
    bytes[new String(bytes, ISO_8859_1).indexOf(",X,") + 1] = (byte) 0xfd;
    Path file = Files.write(folder.resolve("reports.csv"), bytes);
    ingest(reports(file), with(Encoding.CP932, Separator.AUTO, Escape.DOUBLED));
    assertThat(texts()).containsExactly(FINDINGS.replace("𠮷", ""));
    assertThat(rejects()).singleElement().asString().contains("not windows-31j");
  }

  @ParameterizedTest
  @ValueSource(strings = {";", "\t", "sep=;", "sep=,", "sep=|"})
  void findsTheSeparator(String kind) throws IOException {
    boolean says = kind.startsWith("sep=");
    String separator = says ? kind.substring(4) : kind;
    String csv =
        EN + "\ntrain_1_a_1.nii.gz,Not given.,,\"Clear" + separator + " lungs.\",Normal.\n";
    csv = csv.replace(",", separator);
    ingest(reports(write((says ? kind + "\n" : "") + csv, UTF_8)));
    assertThat(rejects()).isEmpty();
    assertThat(byKey(rows(Table.REPORTS), "report_id", "train_1_a").<String>getAs("findings_en"))
        .isEqualTo("Clear" + separator + " lungs.");
  }

  @Test
  void countsTheSeparatorLineAsALine() throws IOException {
    ingest(reports(write("sep=,\n" + EN + "\ntrain_1_a_1.nii.gz,x\n", UTF_8)));
    assertThat(rejects()).singleElement().asString().startsWith("3 missing_column");
  }

  @Test
  void namesBackslashesAndReadsThemBySetting() throws IOException {
    String row = "train_1_a_1.nii.gz,,,\"A \\\"ground glass\\\" area \\\\ C:\\x.\",Normal.";
    Path file = write(EN + "\n" + row + "\n", UTF_8);
    ingest(reports(file));
    assertThat(rejects()).singleElement().asString().contains("set ingest.escape=backslash");
    ingest(reports(file), with(Encoding.AUTO, Separator.AUTO, Escape.BACKSLASH));
    assertThat(byKey(rows(Table.REPORTS), "report_id", "train_1_a").<String>getAs("findings_en"))
        .isEqualTo("A \"ground glass\" area \\ C:\\x.");
  }

  @Test
  void namesTheSettingForAFileOfOneStage() throws IOException {
    Path file =
        write("VolumeName,Findings_JPN_Checked,Impressions_JPN_Checked\nvalid_1_a_1,x,y\n", UTF_8);
    assertThatThrownBy(() -> ingest(reports(file)))
        .hasMessageContaining("set ingest.columns { findings-ja-mt = \"\", findings-ja-revised")
        .hasMessageContaining("senior-radiologist = \"\" }");
  }

  @Test
  void runIdsOfTheDefaultsDoNotNameTheNewSettings() throws IOException {
    Path file = write(EN + "\ntrain_1_a_1.nii.gz,,,Clear lungs.,Normal.\n", UTF_8);
    List<String> usual = step(reports(file), settings(Map.of())).fingerprint(warehouse);
    List<String> other =
        step(reports(file), with(Encoding.UTF_8, Separator.AUTO, Escape.DOUBLED))
            .fingerprint(warehouse);
    assertThat(other).hasSameSizeAs(usual).isNotEqualTo(usual);
  }

  private static IngestSettings with(Encoding encoding, Separator separator, Escape escape) {
    return settings(Map.of(), encoding, separator, escape);
  }

  private Path write(String csv, Charset charset) throws IOException {
    return Files.write(folder.resolve("reports.csv"), csv.getBytes(charset));
  }

  private List<String> findings(String csv, Charset charset) throws IOException {
    ingest(reports(write(csv, charset)));
    return texts();
  }

  private List<String> texts() {
    return japaneseTexts().collectAsList().stream()
        .map(row -> row.<String>getAs("findings_ja"))
        .toList();
  }
}
