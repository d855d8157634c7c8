package io.shoken.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.shoken.console.Progress;
import io.shoken.page.RunPage.Translated;
import io.shoken.testkit.Sparks;
import io.shoken.warehouse.Lease;
import io.shoken.warehouse.Run;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentReaderIT {
  @TempDir Path folder;
  private Warehouse warehouse;

  @BeforeEach
  void open() {
    warehouse = Warehouse.open(Sparks.local(), folder.toString());
  }

  @Test
  void anAnswerThatWasAskedForAgainCountsOnceAsATextAndTwiceAsMoney() {
    write("one", Table.TRANSLATIONS, translation("failed", 10, 0.5));
    write("two", Table.TRANSLATIONS, translation("translated", 20, 0.25));
    assertThat(new ContentReader(warehouse).read(Instant.EPOCH).translations())
        .containsExactly(
            new Translated("openai", "m", "translated", 1, 20, 0, 0.25),
            new Translated("openai", "m", "failed", 0, 10, 0, 0.5));
  }

  @Test
  void theNewestEvaluationIsShownWithFindingsInFileOrder() {
    write("one", Table.EVALUATIONS, evaluation("Lung nodule", 0.1));
    write(
        "two",
        Table.EVALUATIONS,
        evaluation("Lung nodule", 0.9) + " union all " + evaluation("Cardiomegaly", 0.8));
    write("three", Table.REJECTS, "select 'a.csv' as source_file, 'bad_label' as cause");
    RunPage.Content content = new ContentReader(warehouse).read(Instant.EPOCH);
    assertThat(content.evaluations())
        .extracting(Evaluated::finding, Evaluated::f1)
        .containsExactly(tuple("Cardiomegaly", 0.8), tuple("Lung nodule", 0.9));
    assertThat(content.rejects()).isEqualTo(List.of(new RunPage.Rejected("a.csv", "bad_label", 1)));
    assertThat(RunPage.of(warehouse, Instant.EPOCH)).contains("bad label", "3 runs, 1 model");
  }

  private static String translation(String outcome, int tokens, double usd) {
    return "select 'k' as translation_key, 'openai' as provider, 'm' as model, '%s' as outcome, %d as input_tokens, cast(%s as double) as cost_usd"
        .formatted(outcome, tokens, usd);
  }

  private static String evaluation(String finding, double f1) {
    return "select 'model' as model_id, 'ct-rate' as label_source, 'all' as split, '%s' as finding, cast(%s as double) as f1"
        .formatted(finding, f1);
  }

  private void write(String id, Table table, String sql) {
    Clock clock = Clock.systemUTC();
    try (Lease lease = Lease.acquire(warehouse, clock, Duration.ofMinutes(2))) {
      Run run = Run.begin(warehouse, lease, Progress.SILENT, clock, id, "test");
      run.write(table, run.spark().sql(sql).to(table.schema()));
      run.commit(0, Map.of(), Map.of(), List.of());
    }
  }
}
