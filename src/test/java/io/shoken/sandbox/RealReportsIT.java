package io.shoken.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shoken.sandbox.SentenceMemory.Known;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the field's real reports, where they are at hand. */
class RealReportsIT {

  private static final Path FOLDER = Path.of("../shared/data/ct-clip-ja");

  @BeforeEach
  void needsTheReports() {
    assumeTrue(Files.isDirectory(FOLDER), "no real reports here");
  }

  @Test
  void everySectionIsAnsweredAndEqualsThePublishedJapanese() throws IOException {
    SentenceMemory memory = MemoryFile.read(FOLDER.resolve("sentence_memory.tsv"));
    Map<String, String> japanese = new HashMap<>();
    for (CSVRecord row : rows("train_reports_ja.csv")) {
      japanese.put(row.get(0) + "findings", row.get("Findings_JPN").strip());
      japanese.put(row.get(0) + "impression", row.get("Impressions_JPN").strip());
    }
    int sections = 0;
    for (CSVRecord row : rows("train_reports.csv")) {
      sections += check(memory, row.get("Findings_EN"), japanese.get(row.get(0) + "findings"));
      sections += check(memory, row.get("Impressions_EN"), japanese.get(row.get(0) + "impression"));
    }
    assertThat(sections).isEqualTo(1335);
  }

  private static int check(SentenceMemory memory, String english, String japanese) {
    if (english.isBlank() || english.strip().equals("Not given.")) {
      return 0;
    }
    assertThat(memory.read(english).equals(new Known(japanese))).isTrue();
    return 1;
  }

  private static Iterable<CSVRecord> rows(String name) throws IOException {
    try (Reader reader = Files.newBufferedReader(FOLDER.resolve(name));
        CSVParser parser =
            CSVParser.parse(
                reader, CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get())) {
      return parser.getRecords();
    }
  }
}
