package io.shoken.translate;

import static io.shoken.testkit.TestRows.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.shoken.core.Folders;
import io.shoken.llm.journal.JournalLine;
import io.shoken.llm.journal.JournalTest;
import io.shoken.testkit.TranslateFixture;
import io.shoken.warehouse.Step;
import io.shoken.warehouse.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** What a dead run has paid for is taken over, once. */
class TranslateJournalIT extends TranslateFixture {

  private static final StructType SCHEMA = Table.TRANSLATIONS.schema();

  @Test
  void takesOverWhatADeadRunPaidForAndRepeatsNothing() throws IOException {
    reports(report("a", "The heart is not enlarged.", "Stable"));
    translate(settings(), false);
    Row paid = row("The heart is not enlarged.");
    forget();
    writeJournal("dead", JournalLine.of(paid, SCHEMA), new byte[] {'t', 'o', 'r', 'n'});

    assertThat(translate(settings(), false)).isEqualTo(Step.Outcome.DONE);
    assertThat(sandbox.counts().answered()).isEqualTo(3);
    assertThat(row("The heart is not enlarged.")).isEqualTo(paid);
    assertThat(lastRun.counts()).containsEntry("in", 2L).containsEntry("recovered", 1L);
    assertThat(folder.resolve("journal")).doesNotExist();
  }

  @Test
  void clearsAwayWhatACrashAfterTheCommitHasLeft() throws IOException {
    reports(report("a", "The heart is not enlarged.", "Stable"));
    translate(settings(), false);
    writeJournal("dead", JournalLine.of(row("Stable"), SCHEMA));
    assertThat(translate(settings(), false)).isEqualTo(Step.Outcome.NOTHING_TO_DO);
    assertThat(sandbox.counts().answered()).isEqualTo(2);
    assertThat(warehouse.read(Table.TRANSLATIONS).count()).isEqualTo(2);
    assertThat(folder.resolve("journal")).doesNotExist();
  }

  @Test
  void keepsAnAnswerToATextThatWasAskedForAgainByADeadRun() throws IOException {
    reports(report("a", "A zebra is seen.", null), report("b", "Stable", null));
    translate(settings(), false);
    Row failed = row("A zebra is seen.");
    writeJournal("dead", JournalLine.of(JournalTest.row(failed.getString(0), "JA"), SCHEMA));
    assertThat(translate(settings(), false)).isEqualTo(Step.Outcome.DONE);
    assertThat(lastRun.counts()).containsEntry("in", 1L).containsEntry("recovered", 1L);
  }

  @Test
  void leavesTheJournalWhereItIsUntilTheCommit() throws IOException {
    reports(report("a", "The heart is not enlarged.", "Stable"));
    step(settings(), new Translate.Options(false, Optional.empty(), false)).run(begin("dead"));
    assertThat(folder.resolve("journal/dead")).isNotEmptyDirectory();
    assertThat(translate(settings(), false)).isEqualTo(Step.Outcome.DONE);
    assertThat(sandbox.counts().answered()).isEqualTo(2);
    assertThat(lastRun.counts()).containsEntry("recovered", 2L);
  }

  @Test
  void takesOverPaidRowsWhoseManifestIsLost() throws IOException {
    reports(report("a", "The heart is not enlarged.", "Stable"));
    translate(settings(), false);
    Row paid = row("Stable");
    Files.delete(folder.resolve("runs/translate-0/manifest.json"));
    runs = 0; // a repeated run has the id of the lost one

    assertThat(translate(settings(), false)).isEqualTo(Step.Outcome.DONE);
    assertThat(lastRun.id()).isEqualTo("translate-0.2");
    assertThat(sandbox.counts().answered()).isEqualTo(2);
    assertThat(row("Stable")).isEqualTo(paid);
    assertThat(lastRun.counts()).containsEntry("in", 2L).containsEntry("recovered", 2L);
    assertThat(folder.resolve("translations/run=translate-0")).doesNotExist();
    assertThat(translate(settings(), false)).isEqualTo(Step.Outcome.NOTHING_TO_DO);
  }

  @Test
  void takesOverPaidRowsThatNoMarkIsBesideAndLeavesThemThere() throws IOException {
    reports(report("a", "The heart is not enlarged.", "Stable"));
    translate(settings(), false);
    Folders.delete(folder.resolve("runs/translate-0"));
    assertThat(translate(settings(), false)).isEqualTo(Step.Outcome.DONE);
    assertThat(sandbox.counts().answered()).isEqualTo(2);
    assertThat(folder.resolve("translations/run=translate-0")).isNotEmptyDirectory();
    assertThat(translate(settings(), false)).isEqualTo(Step.Outcome.NOTHING_TO_DO);
    assertThat(warehouse.read(Table.TRANSLATIONS).count()).isEqualTo(2);
  }

  private void writeJournal(String run, byte[]... lines) throws IOException {
    Path journal = Files.createDirectories(folder.resolve("journal/" + run)).resolve("x.jsonl");
    for (byte[] line : lines) {
      Files.write(journal, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  /** As if the first translate run had died before it wrote a row. */
  private void forget() throws IOException {
    Files.delete(folder.resolve("runs/translate-0/manifest.json"));
    Folders.delete(folder.resolve("translations/run=translate-0"));
  }
}
