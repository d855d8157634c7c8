package io.shoken.testkit;

import io.shoken.warehouse.Run;
import io.shoken.warehouse.Step;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.Warehouse;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/**
 * A step that writes rows given as JSON objects by column name, such as {@code
 * {"report_id":"train_1_a","finding":"Cardiomegaly","label":1}}. Columns that a row leaves out are
 * null, so that a test names the ones that it is about and stays as it is when a table gets more.
 */
public final class TableRows implements Step {
  private final Map<Table, List<String>> rows = new EnumMap<>(Table.class);

  /** The same with rows of a table, one JSON object each; quotes may be single ones. */
  public TableRows with(Table table, String... json) {
    rows.put(table, List.of(json));
    return this;
  }

  @Override
  public String command() {
    return "given";
  }

  @Override
  public List<String> fingerprint(Warehouse warehouse) {
    return List.of();
  }

  @Override
  public Outcome run(Run run) {
    SparkSession spark = run.spark();
    rows.forEach(
        (table, json) ->
            run.write(
                table,
                spark
                    .read()
                    .schema(table.schema())
                    .option("mode", "FAILFAST")
                    .json(spark.createDataset(json, Encoders.STRING()))));
    return Outcome.DONE;
  }
}
