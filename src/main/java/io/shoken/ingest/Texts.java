package io.shoken.ingest;

import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.shoken.core.Hashes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;

/** Spark columns with the keys of texts. */
final class Texts {
  private static final UserDefinedFunction HASH =
      udf((UDF1<String, String>) Hashes::ofText, DataTypes.StringType);
  private static final UserDefinedFunction KEY =
      udf((UDF4<String, String, String, String, String>) Hashes::ofParts, DataTypes.StringType);

  private Texts() {}

  /** The hash of a text, null of null. */
  static Column hash(Column text) {
    return when(text.isNotNull(), HASH.apply(text));
  }

  /** The key of four values, none null. */
  static Column key(Column a, Column b, Column c, Column d) {
    return KEY.apply(a, b, c, d);
  }
}
