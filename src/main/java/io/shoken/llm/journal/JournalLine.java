package io.shoken.llm.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Writes and reads a row as a line of a journal: the CRC-32 of the JSON's bytes in eight hex
 * digits, a space, the JSON, a line feed. A line whose sum does not fit was cut off or damaged.
 */
public final class JournalLine {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int JSON_AT = 9;

  private JournalLine() {}

  /** The line's UTF-8 bytes with its line feed. */
  public static byte[] of(Row row, StructType schema) {
    ObjectNode json = object(row, schema);
    // By way of a String: a half of a surrogate pair in an answer becomes "?", and no exception.
    byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
    byte[] head = (sum(bytes) + " ").getBytes(StandardCharsets.US_ASCII);
    byte[] line = new byte[head.length + bytes.length + 1];
    System.arraycopy(head, 0, line, 0, head.length);
    System.arraycopy(bytes, 0, line, head.length, bytes.length);
    line[line.length - 1] = '\n';
    return line;
  }

  /**
   * The row of a line without its line feed; empty if it is not whole, or is no row of the table.
   */
  static Optional<Row> read(String line, StructType schema) {
    if (line.length() <= JSON_AT || line.charAt(JSON_AT - 1) != ' ') {
      return Optional.empty();
    }
    String json = line.substring(JSON_AT);
    if (!sum(json.getBytes(StandardCharsets.UTF_8)).equals(line.substring(0, JSON_AT - 1))) {
      return Optional.empty();
    }
    try {
      return Optional.of(row(JSON.readTree(json), schema));
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static String sum(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return String.format("%08x", crc.getValue());
  }

  private static ObjectNode object(Row row, StructType schema) {
    ObjectNode json = JSON.createObjectNode();
    for (int i = 0; i < schema.size(); i++) {
      StructField field = schema.fields()[i];
      if (!row.isNullAt(i)) {
        json.set(field.name(), node(row, i, field.dataType()));
      }
    }
    return json;
  }

  private static JsonNode node(Row row, int column, DataType type) {
    Object value = row.get(column);
    if (type instanceof ArrayType array) {
      List<?> elements =
          value instanceof Object[] made ? List.of(made) : row.getList(column); // or read by Spark
      ArrayNode nodes = JSON.createArrayNode();
      for (Object element : elements) {
        nodes.add(object((Row) element, (StructType) array.elementType()));
      }
      return nodes;
    }
    return JSON.valueToTree(value instanceof Timestamp at ? at.toInstant().toString() : value);
  }

  private static Row row(JsonNode json, StructType schema) {
    require(json != null && json.isObject());
    Object[] values = new Object[schema.size()];
    for (int i = 0; i < values.length; i++) {
      StructField field = schema.fields()[i];
      JsonNode node = json.get(field.name());
      values[i] = node == null || node.isNull() ? null : value(node, field.dataType());
    }
    return RowFactory.create(values);
  }

  /**
   * @throws IllegalArgumentException if the value is of another kind than the column
   */
  private static Object value(JsonNode node, DataType type) {
    if (type instanceof ArrayType array) {
      require(node.isArray());
      Row[] rows = new Row[node.size()];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = row(node.get(i), (StructType) array.elementType());
      }
      return rows;
    } else if (type.equals(DataTypes.LongType)) {
      require(node.canConvertToLong());
      return node.longValue();
    } else if (type.equals(DataTypes.IntegerType)) {
      require(node.canConvertToInt());
      return node.intValue();
    } else if (type.equals(DataTypes.DoubleType)) {
      require(node.isNumber());
      return node.doubleValue();
    } else if (type.equals(DataTypes.BooleanType)) {
      require(node.isBoolean());
      return node.booleanValue();
    }
    require(node.isTextual());
    return type.equals(DataTypes.TimestampType)
        ? Timestamp.from(Instant.parse(node.textValue()))
        : node.textValue();
  }

  private static void require(boolean fits) {
    if (!fits) {
      throw new IllegalArgumentException("a value of another kind than the table's");
    }
  }
}
