package io.shoken.testkit;

import io.shoken.core.Hashes;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Rows of tables, for tests that need some. */
public final class TestRows {
  private TestRows() {}

  /** An English report of the split {@code train}; a section that is null has no hash. */
  public static Row report(String id, String findings, String impression) {
    return report(id, findings, impression, hash(findings), hash(impression));
  }

  /** The same with hashes that need not be those of the texts. */
  public static Row report(
      String id, String findings, String impression, String findingsHash, String impressionHash) {
    return RowFactory.create(
        id,
        id,
        "train",
        "en",
        new String[] {id},
        null,
        null,
        null,
        null,
        findings,
        impression,
        findingsHash,
        impressionHash,
        "file",
        1L);
  }

  private static String hash(String text) {
    return text == null ? null : Hashes.ofText(text);
  }
}
