package io.shoken.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A {@link TextTable} as {@code --json} prints it: an array of objects, one a row. */
public final class JsonRows {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonRows() {}

  /**
   * The rows under the column names, one row a line, ended by a line feed. A number that JSON
   * cannot say (NaN, infinite) is null.
   */
  public static String of(TextTable table) {
    if (table.isEmpty()) {
      return "[]\n";
    }
    return table.rows().stream()
        .map(row -> write(table.names(), row))
        .collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n"));
  }

  private static String write(List<String> names, List<Object> row) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int c = 0; c < names.size(); c++) {
      object.put(names.get(c), plain(row.get(c)));
    }
    try {
      return JSON.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a cell cannot be written as JSON", e);
    }
  }

  private static Object plain(Object cell) {
    if (cell instanceof Double || cell instanceof Float) {
      return Double.isFinite(((Number) cell).doubleValue()) ? cell : null;
    }
    return cell == null || cell instanceof Number || cell instanceof Boolean
        ? cell
        : cell.toString();
  }
}
