package io.shoken.text.japanese;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shoken.core.Hashes;
import io.shoken.text.japanese.mecab.Edition;
import io.shoken.text.japanese.mecab.MecabSegmenter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** Real reports, of which the repository holds hashes only; skipped where they are not at hand. */
class RealReportsTest {
  private static final Path REPORTS = Path.of("../shared/data/ct-clip-ja/train_reports_ja.csv");
  private static final Path HASHES = Path.of("src/test/resources/japanese/reports.sha256");

  @Test
  void everyRealReportHasTheWordsTokensAndIdsOfTheReference() throws IOException {
    assumeTrue(Files.exists(REPORTS), "the real reports are not here");
    JapaneseBertTokenizer v1 = Golden.tokenizer("v1");
    JapaneseBertTokenizer v3 = Golden.tokenizer("v3");
    Map<String, String> seen = new LinkedHashMap<>();
    for (Map.Entry<String, String> report : reports().entrySet()) {
      String text = report.getValue();
      seen.put(
          report.getKey(),
          Stream.of(
                  words(Edition.IPADIC, text),
                  words(Edition.UNIDIC_LITE, text),
                  tokens(v1, text),
                  tokens(v3, text))
              .map(RealReportsTest::hash)
              .collect(joining(" ")));
    }
    assertThat(seen).isEqualTo(expected()).hasSize(800);
  }

  private static String words(Edition edition, String text) {
    return String.join(Golden.SEPARATOR, MecabSegmenter.of(edition).segment(text).asList());
  }

  private static String tokens(JapaneseBertTokenizer tokenizer, String text) {
    Encoding encoding = tokenizer.encode(text);
    return String.join(Golden.SEPARATOR, encoding.tokens())
        + "\n"
        + Arrays.stream(encoding.ids()).mapToObj(String::valueOf).collect(joining(" "));
  }

  private static String hash(String text) {
    return Hashes.ofBytes(text.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
  }

  private static Map<String, String> expected() throws IOException {
    Map<String, String> hashes = new LinkedHashMap<>();
    for (String line : Files.readAllLines(HASHES)) {
      int blank = line.indexOf(' ');
      hashes.put(line.substring(0, blank), line.substring(blank + 1));
    }
    return hashes;
  }

  private static Map<String, String> reports() throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser rows = CSVParser.parse(REPORTS, StandardCharsets.UTF_8, format)) {
      Map<String, String> reports = new LinkedHashMap<>();
      for (CSVRecord row : rows) {
        reports.put(row.get("VolumeName"), text(row));
      }
      return reports;
    }
  }

  private static String text(CSVRecord row) {
    return List.of(row.get("Findings_JPN"), row.get("Impressions_JPN")).stream()
        .filter(part -> !part.isEmpty() && !part.equals("Not given."))
        .collect(joining("\n"));
  }
}
