package io.shoken.llm.journal;

import io.shoken.warehouse.Table;
import java.io.Serializable;
import org.apache.spark.sql.types.StructType;

/**
 * A table whose rows are paid for, and so are kept in journals until a committed run holds them.
 *
 * @param folder of the journals, below the warehouse
 * @param key the column that names what was asked for
 * @param paid SQL condition of a row that was paid for
 * @param success SQL condition of a row that needs no retry: it is taken before others of its key
 */
public record JournalTable(Table table, String folder, String key, String paid, String success)
    implements Serializable {

  /** The column that tells rows of the same key apart, the newest of which is taken. */
  static final String CREATED_AT = "created_at";

  StructType schema() {
    return table.schema();
  }
}
