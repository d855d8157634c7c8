package io.shoken.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoken.core.Hashes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordRowsTest {
  private static final String HEADER = "VolumeName,Findings_EN,Impressions_EN\n";
  private static final Map<String, String> TWO_SECTIONS =
      Map.of("clinical-information-en", "", "technique-en", "");

  @TempDir Path folder;

  @Test
  void readsSectionsWithoutOuterSpaceAndNotGivenAsNull() throws IOException {
    List<Map<String, Object>> rows =
        rows(HEADER + "train_1_a_1.nii.gz,\" Clear.\r\nLungs \",Not given.\n");
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0))
        .containsEntry("status", "kept")
        .containsEntry("source_row", 2L)
        .containsEntry("report_id", "train_1_a")
        .containsEntry("patient_id", "train_1")
        .containsEntry("split", "train")
        .containsEntry("findings_en", "Clear.\nLungs")
        .containsEntry("impression_en", null)
        .containsEntry("findings_hash", Hashes.ofText("Clear.\nLungs"))
        .containsEntry("impression_hash", null)
        .containsEntry("ja_hash", null);
  }

  @Test
  void aRecordOfAnotherNumberOfFieldsIsRejected() throws IOException {
    assertThat(rejects(HEADER + "X1,a\nX2,a,b,c\n"))
        .containsExactly(
            "2 missing_column 2 fields; the header has 3",
            "3 missing_column 4 fields; the header has 3");
  }

  @Test
  void invalidUtf8IsRejectedRowByRow() throws IOException {
    byte[] csv = (HEADER + "X1,a?,b\nX2,c,d\n").getBytes(StandardCharsets.UTF_8);
    csv[new String(csv, StandardCharsets.UTF_8).indexOf('?')] = (byte) 0xe3;
    List<Map<String, Object>> rows = rows(csv, "reports.csv");
    assertThat(spell(rows.get(0)))
        .isEqualTo("2 invalid_utf8 field 2 holds bytes that are not UTF-8");
    assertThat(rows.get(1)).containsEntry("status", "kept");
  }

  @Test
  void aTextOverTheLimitIsRejected() throws IOException {
    assertThat(rejects(HEADER + "X1," + "a".repeat(101) + ",b\n"))
        .containsExactly(
            "2 text_too_long findings-en has 101 characters; ingest.max-text-chars is 100");
  }

  @Test
  void anIdMustBeThereAndBePlain() throws IOException {
    assertThat(rejects(HEADER + " ,a,b\n\"X\u00001\",a,b\n"))
        .containsExactly(
            "2 empty_id the volume has no name",
            "3 bad_id the volume's name has over 200 characters or a control character");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstName() throws IOException {
    assertThat(rows("\ufeff" + HEADER + "X1,a,b\n")).hasSize(1);
  }

  @Test
  void readsGzipOfSeveralMembersWhateverTheName() throws IOException {
    byte[] members = concat(gzip(HEADER + "X1,a,"), gzip("b\nX2,c,d\n"));
    assertThat(rows(members, "reports.csv")).hasSize(2);
  }

  @Test
  void cutOffGzipSaysSoAtItsEnd() throws IOException {
    byte[] whole = gzip(HEADER + "X1,a,b\n".repeat(5000));
    List<Map<String, Object>> rows = rows(Arrays.copyOf(whole, whole.length - 9), "reports.csv.gz");
    Map<String, Object> last = rows.get(rows.size() - 1);
    assertThat(last)
        .containsEntry("status", "damaged")
        .containsEntry("detail", "it is cut off: its gzip has no end");
  }

  @Test
  void damagedGzipSaysSo() throws IOException {
    byte[] damaged = gzip(HEADER + "X1,a,b\n".repeat(5000));
    damaged[damaged.length - 6] ^= 1; // in the checksum
    List<Map<String, Object>> rows = rows(damaged, "reports.csv.gz");
    assertThat(rows.get(rows.size() - 1)).containsEntry("detail", "its gzip is damaged");
  }

  private List<String> rejects(String csv) throws IOException {
    return rows(csv).stream().map(RecordRowsTest::spell).toList();
  }

  private static String spell(Map<String, Object> row) {
    assertThat(row).containsEntry("status", "rejected");
    return row.get("source_row") + " " + row.get("cause") + " " + row.get("detail");
  }

  private List<Map<String, Object>> rows(String csv) throws IOException {
    return rows(csv.getBytes(StandardCharsets.UTF_8), "reports.csv");
  }

  private List<Map<String, Object>> rows(byte[] content, String name) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    HeaderNames names = new HeaderNames(name, Arrays.asList(HEADER.strip().split(",")));
    ReportMapper mapper =
        new ReportMapper(ReportHeader.of(names, TWO_SECTIONS), "model", 100, Set.of("Not given."));
    List<Map<String, Object>> rows = new ArrayList<>();
    InputFile input =
        new InputFile(
            0, file.toString(), file.toString(), null, io.shoken.ingest.csv.Dialect.STANDARD);
    try (RecordRows read = RecordRows.open(input, mapper, 1 << 20, new Configuration(false))) {
      read.forEachRemaining(row -> rows.add(byName(row)));
    }
    return rows;
  }

  private static Map<String, Object> byName(Row row) {
    Map<String, Object> values = new java.util.HashMap<>();
    for (int i = 0; i < row.size(); i++) {
      values.put(ReportMapper.SCHEMA.fieldNames()[i], row.get(i));
    }
    return values;
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
