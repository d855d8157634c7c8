package io.shoken.ingest;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/** Maps the fields of one kind of file to a row; serializable, because it runs inside tasks. */
interface RowMapper extends Serializable {
  String STATUS = "status";
  String KEPT = "kept";
  String REJECTED = "rejected";
  String EXCLUDED = "excluded";

  /** The file ends here, unreadable: not a row, but how a task tells the driver. */
  String DAMAGED = "damaged";

  /** How many fields a record has. */
  int columns();

  /** What every row tells of itself, and then the kept values. */
  StructType schema();

  /** Reads a record of the right number of fields. */
  RowOutcome map(InputFile file, List<String> fields);

  /** The columns that every kind of row has, before its own. */
  static StructType rowSchema() {
    return StructType.fromDDL(
        "status STRING, cause STRING, detail STRING, file_index INT, source_file STRING,"
            + " source_row BIGINT, volume STRING, volume_key STRING, report_id STRING");
  }
}
