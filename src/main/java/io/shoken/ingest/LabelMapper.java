package io.shoken.ingest;

import io.shoken.domain.Finding;
import io.shoken.domain.ScanId;
import io.shoken.ingest.csv.Cause;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Maps a record of a label file to a row with the 18 labels in the findings' order. */
record LabelMapper(LabelHeader header) implements RowMapper {
  private static final long serialVersionUID = 1L;
  static final StructType SCHEMA =
      RowMapper.rowSchema().add("labels", DataTypes.createArrayType(DataTypes.IntegerType));
  private static final Pattern NUMBER = Pattern.compile("[-+.\\d]{1,8}"); // what a message may show

  @Override
  public int columns() {
    return header.size();
  }

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  public RowOutcome map(InputFile file, List<String> fields) {
    String volume = fields.get(header.volume()).strip();
    var fault = Ids.fault(volume);
    if (fault.isPresent()) {
      return fault.get();
    }
    List<Integer> labels = new ArrayList<>();
    for (Finding finding : Finding.values()) {
      String value = fields.get(header.places().get(finding)).strip();
      switch (value) {
        case "0", "0.0" -> labels.add(0);
        case "1", "1.0" -> labels.add(1);
        default -> {
          return new RowOutcome.Rejected(
              Cause.BAD_LABEL, finding.label() + " is " + describe(value) + "; wanted 0 or 1");
        }
      }
    }
    ScanId id = ScanId.of(volume);
    Map<String, Object> values = new HashMap<>();
    values.put("volume", id.volume());
    values.put("volume_key", ScanId.withoutEnding(id.volume()));
    values.put("report_id", id.scan());
    values.put("labels", labels.toArray(new Integer[0]));
    return new RowOutcome.Kept(values);
  }

  private static String describe(String value) {
    return value.isEmpty() ? "empty" : NUMBER.matcher(value).matches() ? value : "no number";
  }
}
