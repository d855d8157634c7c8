package io.shoken.classifier.baseline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The parameters in a stage's metadata: those that were set, over the defaults of the program that
 * saved it. Each is read with the check that it needs; {@link #requireAllKnown} then refuses those
 * that no check knows.
 */
final class StageParameters {
  private static final Pattern COLUMN = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");
  private static final int MOST_COLUMNS = 100;

  private final Map<String, JsonNode> values = new LinkedHashMap<>();
  private final Set<String> known = new HashSet<>();

  /**
   * @param metadata of a stage, as Spark writes it
   */
  StageParameters(ObjectNode metadata) {
    for (String map : List.of("defaultParamMap", "paramMap")) {
      metadata.path(map).properties().forEach(e -> values.put(e.getKey(), e.getValue()));
    }
  }

  /** The name of a column: letters, digits and underscores. */
  String column(String name) {
    return columnName(name, value(name));
  }

  List<String> columns(String name) {
    JsonNode value = value(name);
    if (!value.isArray() || value.isEmpty() || value.size() > MOST_COLUMNS) {
      throw refused(name, "1-" + MOST_COLUMNS + " names of columns");
    }
    List<String> columns = new ArrayList<>();
    value.forEach(column -> columns.add(columnName(name, column)));
    return columns;
  }

  private static String columnName(String name, JsonNode value) {
    if (!value.isTextual() || !COLUMN.matcher(value.asText()).matches()) {
      throw refused(name, "the name of a column");
    }
    return value.asText();
  }

  int integer(String name, int least, int most) {
    JsonNode value = value(name);
    if (!value.isInt() || value.asInt() < least || value.asInt() > most) {
      throw refused(name, "a whole number of " + least + "-" + most);
    }
    return value.asInt();
  }

  double number(String name, double least, double most) {
    JsonNode value = value(name);
    if (!value.isNumber() || !(value.asDouble() >= least && value.asDouble() <= most)) {
      throw refused(name, "a number of " + least + "-" + most);
    }
    return value.asDouble();
  }

  boolean flag(String name) {
    if (!value(name).isBoolean()) {
      throw refused(name, "true or false");
    }
    return value(name).asBoolean();
  }

  /** A parameter with one permitted value. */
  void require(String name, Object expected) {
    if (!value(name).asText().equals(expected.toString())) {
      throw refused(name, "\"" + expected + "\"");
    }
  }

  /** Parameters of the fitting, which the fitted stage no longer uses. */
  void ignore(String... names) {
    known.addAll(List.of(names));
  }

  /**
   * @throws IllegalArgumentException if there is a parameter that was neither read nor ignored
   */
  void requireAllKnown() {
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "parameter " + Metadata.shown(name) + " is none that train-linear sets");
      }
    }
  }

  private JsonNode value(String name) {
    known.add(name);
    JsonNode value = values.get(name);
    if (value == null) {
      throw refused(name, "a value; it is missing");
    }
    return value;
  }

  private static IllegalArgumentException refused(String name, String expected) {
    return new IllegalArgumentException("parameter " + name + " must be " + expected);
  }
}
