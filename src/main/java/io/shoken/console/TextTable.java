package io.shoken.console;

import io.shoken.core.Printable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * A table for a person's eyes: a title, a header, aligned columns, numbers to the right. Widths
 * count terminal cells, so Japanese lines up. {@link JsonRows} writes the same rows for a program.
 * Immutable; made by {@link #titled}.
 */
public final class TextTable {
  private static final String GAP = "  ";

  private final String title;
  private final List<Column> columns;
  private final List<List<Object>> rows;

  private record Column(String name, boolean onlyInJson, int decimals) {}

  private TextTable(String title, List<Column> columns, List<List<Object>> rows) {
    this.title = title;
    this.columns = columns;
    this.rows = rows;
  }

  /**
   * Begins a table.
   *
   * @param title a line above it; none if empty
   */
  public static Builder titled(String title) {
    return new Builder(title);
  }

  /** Adds columns from left to right, then rows. */
  public static final class Builder {
    private final String title;
    private final List<Column> columns = new ArrayList<>();
    private final List<List<Object>> rows = new ArrayList<>();

    private Builder(String title) {
      this.title = title;
    }

    /** Columns of text, whole numbers, or fractions with three decimals. */
    public Builder columns(String... names) {
      for (String name : names) {
        columns.add(new Column(name, false, 3));
      }
      return this;
    }

    /** A column of fractions. */
    public Builder column(String name, int decimals) {
      columns.add(new Column(name, false, decimals));
      return this;
    }

    /** Columns that {@link JsonRows} has and the text leaves out. */
    public Builder onlyInJson(String... names) {
      for (String name : names) {
        columns.add(new Column(name, true, 3));
      }
      return this;
    }

    /**
     * Adds a row.
     *
     * @param cells strings, numbers, booleans or null, one a column; anything else is shown by its
     *     {@code toString}
     * @throws IllegalArgumentException if there are more or fewer cells than columns
     */
    public Builder row(Object... cells) {
      if (cells.length != columns.size()) {
        throw new IllegalArgumentException(
            cells.length + " cells for " + columns.size() + " columns");
      }
      List<Object> row = new ArrayList<>();
      Collections.addAll(row, cells);
      rows.add(Collections.unmodifiableList(row));
      return this;
    }

    public TextTable build() {
      return new TextTable(title, List.copyOf(columns), List.copyOf(rows));
    }
  }

  List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  List<List<Object>> rows() {
    return rows;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The table as lines, each ended by a line feed. */
  public String text() {
    StringBuilder text = new StringBuilder();
    if (!title.isEmpty()) {
      text.append(Printable.line(title)).append('\n');
    }
    List<List<String>> shown = new ArrayList<>();
    for (int c = 0; c < columns.size(); c++) {
      if (!columns.get(c).onlyInJson()) {
        shown.add(cellsOf(c));
      }
    }
    for (int line = 0; line < rows.size() + 2; line++) {
      StringBuilder joined = new StringBuilder();
      for (List<String> cells : shown) {
        joined.append(cells.get(line)).append(GAP);
      }
      text.append(joined.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  /** Header, rule and cells of one column, all of one width. */
  private List<String> cellsOf(int c) {
    Column column = columns.get(c);
    List<String> cells = new ArrayList<>(List.of(Printable.line(column.name())));
    rows.forEach(row -> cells.add(show(row.get(c), column.decimals())));
    int width = cells.stream().mapToInt(Terminal::width).max().orElse(0);
    boolean right =
        rows.stream().map(row -> row.get(c)).allMatch(v -> v == null || v instanceof Number);
    cells.replaceAll(cell -> pad(cell, width, right));
    cells.add(1, "-".repeat(width));
    return cells;
  }

  private static String pad(String cell, int width, boolean right) {
    String space = " ".repeat(width - Terminal.width(cell));
    return right ? space + cell : cell + space;
  }

  private static String show(Object cell, int decimals) {
    if (cell == null) {
      return "-";
    }
    if (cell instanceof Double || cell instanceof Float) {
      return String.format(Locale.ROOT, "%." + decimals + "f", ((Number) cell).doubleValue());
    }
    return Printable.line(cell.toString());
  }
}
