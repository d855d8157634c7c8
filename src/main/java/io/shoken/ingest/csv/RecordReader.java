package io.shoken.ingest.csv;

import io.shoken.ingest.csv.Lines.Line;
import io.shoken.text.FieldScanner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Reads the records of a CSV stream one at a time, with recovery: a record that breaks the format
 * is handed back as broken, and reading goes on at the next line that begins like a record, so that
 * a lost quote costs one record and not the rest of the file. Holds at most one record's limit in
 * memory. Not thread-safe.
 */
public final class RecordReader {
  private final Lines lines;
  private final RecordStart start;
  private final int columns;
  private final Dialect dialect;
  private final int maxRecordBytes;

  /** Lines to read again, before the stream's. */
  private final Deque<Line> pending = new ArrayDeque<>();

  /**
   * @param columns how many fields a record has, for recognising records after a broken one
   * @param maxRecordBytes a longer record is broken
   * @param dialect its separator, escape and first line; the stream is UTF-8 by now
   */
  public RecordReader(InputStream in, int columns, int maxRecordBytes, Dialect dialect) {
    this.lines = new Lines(in, maxRecordBytes);
    this.start = new RecordStart(columns, dialect);
    this.columns = columns;
    this.dialect = dialect;
    this.maxRecordBytes = maxRecordBytes;
  }

  /** The next record, or null at the end; empty lines between records are none. */
  public CsvRecord next() throws IOException {
    Line first = take();
    while (first != null && first.isEmpty()) {
      first = take();
    }
    return first == null ? null : read(first);
  }

  private CsvRecord read(Line first) throws IOException {
    FieldScanner scanner = scanner(dialect);
    List<Line> rest = new ArrayList<>();
    long bytes = first.bytes().length;
    Line line = first;
    while (!line.tooLong() && bytes <= maxRecordBytes) {
      switch (scanner.line(line.bytes())) {
        case COMPLETE -> {
          return complete(first, scanner.fields());
        }
        case MALFORMED -> {
          return broken(first, rest, Cause.UNBALANCED_QUOTE, at(line) + outOfPlace(line));
        }
        case OPEN -> line = take();
      }
      if (line == null) {
        return broken(first, rest, Cause.UNBALANCED_QUOTE, "a quote open to the end of the file");
      }
      rest.add(line);
      bytes += line.bytes().length + 1L;
      if (start.isCertain(line.bytes())) {
        return broken(first, rest, Cause.UNBALANCED_QUOTE, at(line) + "a quote still open");
      }
    }
    return tooLong(first, rest);
  }

  private CsvRecord complete(Line first, List<byte[]> fields) {
    if (fields.size() == columns) {
      start.learn(fields.get(0));
    }
    return new CsvRecord.Fields(first.number(), fields);
  }

  /** A record over the limit: where another begins inside it, it is a lost quote that did it. */
  private CsvRecord tooLong(Line first, List<Line> rest) throws IOException {
    boolean swallowed = rest.stream().anyMatch(line -> start.isPossible(line.bytes()));
    String detail = "the record is over " + maxRecordBytes + " bytes";
    return swallowed
        ? broken(first, rest, Cause.UNBALANCED_QUOTE, "a quote not closed: " + detail)
        : broken(first, rest, Cause.TEXT_TOO_LONG, detail);
  }

  private CsvRecord broken(Line first, List<Line> rest, Cause cause, String detail)
      throws IOException {
    start.learnFromBroken(first.bytes());
    for (int i = rest.size() - 1; i >= 0; i--) {
      pending.addFirst(rest.get(i));
    }
    Line line = take();
    while (line != null && !start.isPossible(line.bytes())) {
      line = take();
    }
    if (line != null) {
      pending.addFirst(line);
    }
    return new CsvRecord.Broken(first.number(), cause, detail);
  }

  private Line take() throws IOException {
    if (!pending.isEmpty()) {
      return pending.pollFirst();
    }
    Line line = lines.next();
    return dialect.hasSeparatorLine() && line != null && line.number() == 1 ? lines.next() : line;
  }

  static FieldScanner scanner(Dialect dialect) {
    return new FieldScanner(dialect.separator(), dialect.escape() == Dialect.Escape.BACKSLASH);
  }

  private String outOfPlace(Line line) {
    String text = new String(line.bytes(), StandardCharsets.ISO_8859_1);
    return dialect.escape() != Dialect.Escape.BACKSLASH && text.contains("\\\"")
        ? "a quote out of place behind a backslash; if a backslash escapes quotes, set"
            + " ingest.escape=backslash"
        : "a quote out of place";
  }

  private static String at(Line line) {
    return "line " + line.number() + ": ";
  }
}
