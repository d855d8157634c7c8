package io.shoken.compose;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads the tables of the stock: UTF-8, tabs, a header line, {@code #} for comments. */
final class Tsv {

  private Tsv() {}

  /** The cells of a row by the names of their columns. */
  record Line(List<String> header, List<String> cells) {

    Line {
      if (header.size() != cells.size()) {
        throw new IllegalStateException("a row of " + cells.size() + " cells under " + header);
      }
    }

    String get(String column) {
      int index = header.indexOf(column);
      if (index < 0) {
        throw new IllegalArgumentException("no column " + column + " in " + header);
      }
      return cells.get(index);
    }
  }

  /** All rows of the resource {@code compose/<name>}. */
  static List<Line> read(String name) {
    List<Line> lines = new ArrayList<>();
    try (InputStream bytes = Tsv.class.getResourceAsStream("/compose/" + name);
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(bytes, name), StandardCharsets.UTF_8))) {
      List<String> header = null;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        List<String> cells = List.of(line.split("\t", -1));
        if (header == null) {
          header = cells;
        } else {
          lines.add(new Line(header, cells));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(lines);
  }
}
