package io.shoken.translate.pending;

import io.shoken.llm.journal.Journals;
import io.shoken.translate.answer.Totals;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The paid answers that dead runs left in their journals, or in the table without a manifest.
 *
 * @param files as they were listed
 * @param rows those that no committed run holds; null where there is no file
 */
public record RecoveredAnswers(List<FileStatus> files, Dataset<Row> rows, Totals totals)
    implements AutoCloseable {

  public static RecoveredAnswers of(Journals journals) {
    List<FileStatus> files = journals.files();
    if (journals.isEmpty(files)) {
      return new RecoveredAnswers(files, null, Totals.NONE);
    }
    Dataset<Row> rows = journals.rows(files).cache();
    return new RecoveredAnswers(files, rows, Totals.of(rows));
  }

  /** The texts that these rows do not answer. */
  public Dataset<Row> without(Dataset<Row> pending, PendingTexts texts) {
    return rows == null ? pending : texts.except(pending, rows);
  }

  @Override
  public void close() {
    if (rows != null) {
      rows.unpersist();
    }
  }
}
