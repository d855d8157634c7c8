package io.shoken.compose;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a CSV file as RFC 4180 has it, in UTF-8, with line feeds alone. */
final class CsvFile implements Closeable {

  private static final Pattern NEEDS_QUOTES = Pattern.compile("[\",\n\r]");

  private final BufferedWriter writer;

  /**
   * Opens the file and writes its header.
   *
   * @param mark whether a byte order mark comes first
   */
  CsvFile(Path file, List<String> header, boolean mark) throws IOException {
    writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    writer.write(mark ? "\ufeff" : "");
    row(header);
  }

  void row(List<String> cells) throws IOException {
    writer.write(cells.stream().map(CsvFile::quoted).collect(Collectors.joining(",", "", "\n")));
  }

  private static String quoted(String cell) {
    return NEEDS_QUOTES.matcher(cell).find() ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
