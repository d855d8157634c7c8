package io.shoken.tokenize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.core.UserException;
import io.shoken.testkit.TestWarehouse;
import io.shoken.text.japanese.Encoding;
import io.shoken.text.japanese.JapaneseBertTokenizer;
import io.shoken.warehouse.Step;
import io.shoken.warehouse.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizeIT {
  private static final String FOLDER = "src/test/resources/japanese/tokenizers/v3";

  @TempDir Path folder;

  @Test
  void keepsTheTokensOfEachTextOnce() {
    TestWarehouse warehouse = warehouse();
    Step step = new Tokenize(TokenizeOptions.with(FOLDER), TestWarehouse.ANY);
    JapaneseBertTokenizer tokenizer = JapaneseBertTokenizer.open(Path.of(FOLDER));
    assertThat(warehouse.run(step)).isEqualTo(Step.Outcome.DONE);
    List<Row> rows =
        warehouse
            .warehouse()
            .read(Table.TOKENS)
            .join(warehouse.warehouse().read(Table.REPORTS), "report_id")
            .select("tokenizer", "tokens", "ids", "findings_ja")
            .collectAsList();
    assertThat(rows).hasSize(5);
    for (Row row : rows) {
      Encoding expected = tokenizer.encode(row.getString(3));
      assertThat(row.getString(0)).isEqualTo(tokenizer.signature());
      assertThat(row.<String>getList(1)).isEqualTo(expected.tokens());
      assertThat(row.<Integer>getList(2).stream().mapToInt(i -> i).toArray())
          .containsExactly(expected.ids());
    }
    assertThat(warehouse.run(step)).isEqualTo(Step.Outcome.NOTHING_TO_DO);
  }

  @Test
  void makesAVocabularyOfTheCorpusWhereNoneIsThere() {
    TestWarehouse warehouse = warehouse();
    String made = folder.resolve("tokenizer").toString();
    Step step = new Tokenize(TokenizeOptions.ofCorpus(made), TestWarehouse.ANY);
    assertThat(warehouse.run(step)).isEqualTo(Step.Outcome.DONE);
    List<Row> rows = warehouse.warehouse().read(Table.TOKENS).select("tokens").collectAsList();
    assertThat(rows.toString()).contains("異常").doesNotContain("[UNK]");
    assertThat(warehouse.run(step)).isEqualTo(Step.Outcome.NOTHING_TO_DO);
  }

  @Test
  void countsWhatAModelReadsInWindows() {
    TestWarehouse warehouse = warehouse();
    warehouse.addText("long_1_a", "骨に異常なし。".repeat(120));
    JapaneseBertTokenizer tokenizer = JapaneseBertTokenizer.open(Path.of(FOLDER));
    long tokens = tokenizer.encode("骨に異常なし。".repeat(120)).size() - 2L;
    assertThat(tokens).isGreaterThan(512);
    warehouse.run(new Tokenize(TokenizeOptions.with(FOLDER), TestWarehouse.ANY));
    Map<String, Long> counts = warehouse.manifest().counts();
    assertThat(counts)
        .containsEntry("in", 6L)
        .containsEntry("reports_over_512_tokens", 1L)
        .containsEntry("tokens_of_long_reports", tokens)
        .containsEntry("windows_of_long_reports", 2L);
    assertThat(counts.get("tokens_in_two_windows")).isBetween(32L, 64L);
  }

  @Test
  void refusesAFolderWithoutATokenizer() {
    Step step = new Tokenize(TokenizeOptions.with(folder.toString()), TestWarehouse.ANY);
    assertThatThrownBy(() -> step.fingerprint(warehouse().warehouse()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("no file")
        .hasMessageContaining("tokenizer_config.json");
  }

  private TestWarehouse warehouse() {
    TestWarehouse warehouse = new TestWarehouse(folder.resolve("warehouse"));
    warehouse.add("train", 5);
    return warehouse;
  }
}
