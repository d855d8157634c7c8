package io.shoken.translate;

import static io.shoken.testkit.TestRows.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.shoken.core.Folders;
import io.shoken.testkit.Sparks;
import io.shoken.testkit.TranslateFixture;
import io.shoken.translate.answer.Totals;
import io.shoken.warehouse.Step;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.Warehouse;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** A warehouse whose translations were written before the table had all of its columns. */
class OldColumnsIT extends TranslateFixture {

  private static final List<String> LATER =
      List.of("rejected_text", "doubtful", "cached_tokens", "reasoning_tokens");

  @Test
  void readsRowsWithoutTheLaterColumnsAndPaysForNothingAgain() {
    reports(report("a", "The heart is not enlarged.", "Stable"));
    translate(settings(), false);
    Row written = row("Stable");
    makeOld(folder.resolve("translations/run=translate-0"));
    warehouse = Warehouse.open(Sparks.local(), folder.toString());

    Row old = row("Stable");
    for (String column : Table.TRANSLATIONS.schema().fieldNames()) {
      Object expected = LATER.contains(column) ? null : written.getAs(column);
      assertThat(old.<Object>getAs(column)).as(column).isEqualTo(expected);
    }
    long asked = requests();
    assertThat(translate(settings(), false)).isEqualTo(Step.Outcome.NOTHING_TO_DO);
    assertThat(requests()).isEqualTo(asked);

    Totals all = Totals.of(warehouse.read(Table.TRANSLATIONS));
    assertThat(all.rows()).isEqualTo(2);
    assertThat(all.doubtful()).isZero();
  }

  /** Rewrites the parts of a run without the later columns. */
  private void makeOld(Path run) {
    Path old = folder.resolve("old");
    Sparks.local()
        .read()
        .parquet(run.toString())
        .drop(LATER.toArray(String[]::new))
        .coalesce(1)
        .write()
        .parquet(old.toString());
    Folders.delete(run);
    assertThat(old.toFile().renameTo(run.toFile())).isTrue();
  }
}
