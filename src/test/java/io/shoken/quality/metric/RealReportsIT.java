package io.shoken.quality.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Scores of 800 real reports against themselves without every seventh code point. */
class RealReportsIT {
  private static final Path REPORTS = Path.of("../shared/data/ct-clip-ja/train_reports_ja.csv");
  private static final JsonNode EXPECTED = Golden.read("real.json.gz");
  private static List<Pair> pairs;

  @BeforeAll
  static void read() throws IOException {
    assumeTrue(Files.exists(REPORTS), "the real reports are not on this machine");
    pairs = new ArrayList<>();
    try (CSVParser rows =
        CSVParser.parse(
            REPORTS,
            StandardCharsets.UTF_8,
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get())) {
      for (CSVRecord row : rows) {
        String text = row.get("Findings_JPN") + "\n" + row.get("Impressions_JPN");
        String reference = text.replace("\r", "").replace('\n', ' ');
        pairs.add(new Pair(withoutEverySeventh(reference), reference));
      }
    }
  }

  private static String withoutEverySeventh(String text) {
    int[] all = text.codePoints().toArray();
    StringBuilder kept = new StringBuilder();
    for (int i = 0; i < all.length; i++) {
      if ((i + 1) % 7 != 0) {
        kept.appendCodePoint(all[i]);
      }
    }
    return kept.toString();
  }

  @Test
  void bleuEqualsSacrebleu() {
    assertThat(pairs).hasSize(EXPECTED.get("pairs").asInt());
    for (String key : List.of("ja-mecab", "char", "13a", "none")) {
      check(Bleu.corpus(Tokenizers.ofKey(key)), EXPECTED.get("bleu").get(key));
    }
  }

  @Test
  void chrfEqualsSacrebleu() {
    check(Chrf.plain(), EXPECTED.get("chrf").get("0"));
    check(Chrf.plusPlus(), EXPECTED.get("chrf").get("2"));
  }

  @Test
  void terEqualsSacrebleu() {
    for (String key : List.of("ja-mecab", "char")) {
      check(new Ter(Tokenizers.ofKey(key), Ter.Options.DEFAULT), EXPECTED.get("ter").get(key));
    }
  }

  private static void check(Measure measure, JsonNode expected) {
    JsonNode sentences = expected.get("sentence");
    List<Counts> counts = Golden.count(measure, pairs.subList(0, sentences.size()));
    double corpus = measure.scores(Golden.sum(measure, counts))[0];
    assertThat(corpus).isCloseTo(expected.get("score").asDouble(), within(1e-9));
    for (int i = 0; i < counts.size(); i++) {
      assertThat(measure.scores(counts.get(i))[0])
          .as("report %d", i)
          .isCloseTo(sentences.get(i).asDouble(), within(1e-9));
    }
  }

  @Test
  void rougeEqualsRougeScore() {
    for (String key : List.of("ja-mecab", "char")) {
      Rouge rouge = new Rouge(Tokenizers.ofKey(key));
      JsonNode sentences = EXPECTED.get("rouge").get(key).get("sentence");
      for (int i = 0; i < sentences.size(); i++) {
        double[] scores = rouge.scores(rouge.count(pairs.get(i)));
        for (int s = 0; s < scores.length; s++) {
          assertThat(scores[s]).isCloseTo(sentences.get(i).get(s).asDouble(), within(1e-9));
        }
      }
    }
  }
}
