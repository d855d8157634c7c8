package io.shoken.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoken.domain.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposeFilesTest {

  private static final Path SAMPLE = Path.of("sample-data");
  private static final List<String> FILES =
      List.of(
          "train_reports.csv",
          "validation_reports.csv",
          "train_predicted_labels.csv",
          "valid_predicted_labels.csv",
          "no_chest_train.txt",
          "no_chest_valid.txt",
          "sentence_memory.tsv",
          "valid_reports_ja.csv");

  /** As {@code sample-data/README.md} says how to make it again. */
  @Test
  void sampleDataIsWhatTheComposerWrites(@TempDir Path dir) throws IOException {
    ComposeFiles.write(dir, ComposeFiles.SAMPLE_SEED, 400);
    assertSameFiles(dir, SAMPLE);
  }

  @Test
  void bytesDoNotDependOnLocaleOrTimeZone(@TempDir Path here, @TempDir Path there)
      throws IOException {
    ComposeFiles.write(here, 1, 20, 5);
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      // A Turkish upper-case i has a dot, and Arabic digits are others.
      Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
      ComposeFiles.write(there, 1, 20, 5);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
    assertSameFiles(there, here);
  }

  @Test
  void everySampleFindingIsPositiveInFiveToSixtyPercentOfEachSplit() throws IOException {
    for (String file : List.of("train_predicted_labels.csv", "valid_predicted_labels.csv")) {
      List<CSVRecord> rows = csv(SAMPLE.resolve(file));
      for (Finding finding : Finding.values()) {
        double share =
            rows.stream().mapToDouble(r -> Double.parseDouble(r.get(finding.label()))).sum()
                / rows.size();
        assertThat(share).as(file + " " + finding.label()).isBetween(0.05, 0.60);
      }
    }
  }

  @Test
  void everySampleSentenceIsInTheMemory() throws IOException {
    Map<String, String> memory = new HashMap<>();
    for (String line : Files.readAllLines(SAMPLE.resolve("sentence_memory.tsv"))) {
      String[] pair = line.split("\t", -1);
      assertThat(pair).hasSize(2);
      assertThat(memory.put(pair[0], pair[1])).isNull();
    }
    Composer composer = new Composer();
    Stream.of(
            composer.compose(ComposeFiles.SAMPLE_SEED, "train", 320),
            composer.compose(ComposeFiles.SAMPLE_SEED, "valid", 80))
        .flatMap(s -> s)
        .flatMap(Scan::sentences)
        .forEach(s -> assertThat(memory).containsEntry(s.english(), s.japanese()));
  }

  @Test
  void labelsHaveARowForEachVolumeOfTheReports() throws IOException {
    assertThat(column(SAMPLE.resolve("train_predicted_labels.csv"), "VolumeName"))
        .isEqualTo(column(SAMPLE.resolve("train_reports.csv"), "VolumeName"))
        .containsAll(Files.readAllLines(SAMPLE.resolve("no_chest_train.txt")));
    assertThat(Files.readAllLines(SAMPLE.resolve("no_chest_train.txt"))).isNotEmpty();
  }

  @Test
  void filesHaveTheTrapsOfRealOnes() throws IOException {
    String reports = Files.readString(SAMPLE.resolve("train_reports.csv"));
    assertThat(reports.contains("\"\"crazy paving\"\"")).isTrue();
    assertThat(reports.contains(",Not given.\n")).isTrue();
    assertThat(csv(SAMPLE.resolve("train_reports.csv")))
        .anyMatch(r -> r.get("Findings_EN").contains("\n"))
        .anyMatch(r -> r.get("Impressions_EN").contains("\n"));
    assertThat(Files.readString(SAMPLE.resolve("validation_reports.csv"))).startsWith("\ufeff");
    assertThat(Files.readString(SAMPLE.resolve("valid_predicted_labels.csv")))
        .contains(",0.0,")
        .contains(",1.0,");
    assertThat(Files.readString(SAMPLE.resolve("train_predicted_labels.csv")))
        .doesNotContain(".0,");
  }

  @Test
  void volumesOfAScanRepeatItsReport() throws IOException {
    Map<String, Set<String>> texts = new HashMap<>();
    List<CSVRecord> rows = csv(SAMPLE.resolve("train_reports.csv"));
    for (CSVRecord row : rows) {
      String volume = row.get("VolumeName");
      texts
          .computeIfAbsent(volume.substring(0, volume.lastIndexOf('_')), k -> new HashSet<>())
          .add(row.get("Findings_EN"));
    }
    assertThat(texts).hasSize(320).hasSizeLessThan(rows.size());
    assertThat(texts.values()).allSatisfy(t -> assertThat(t).hasSize(1));
  }

  @Test
  void revisionsChangeSomeTextsAtEachStage() throws IOException {
    List<CSVRecord> rows = csv(SAMPLE.resolve("valid_reports_ja.csv"));
    assertThat(rows).hasSize(27);
    assertThat(rows)
        .anyMatch(r -> !r.get("Findings_JPN_MT").equals(r.get("Findings_JPN_Revised")))
        .anyMatch(r -> !r.get("Findings_JPN_Revised").equals(r.get("Findings_JPN_Checked")));
  }

  private static void assertSameFiles(Path actual, Path expected) {
    for (String file : FILES) {
      assertThat(actual.resolve(file)).as(file).hasSameBinaryContentAs(expected.resolve(file));
    }
  }

  private static List<String> column(Path file, String name) throws IOException {
    return csv(file).stream().map(r -> r.get(name)).toList();
  }

  private static List<CSVRecord> csv(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser =
        CSVParser.parse(text.startsWith("\ufeff") ? text.substring(1) : text, format)) {
      return parser.getRecords();
    }
  }
}
