package io.shoken.ingest.csv;

import java.util.List;

/** One record of a file, as it was found. {@code line} is the record's first line, from 1. */
public sealed interface CsvRecord {
  long line();

  /** A well-formed record: its fields as bytes, unquoted, line ends inside them as LF. */
  record Fields(long line, List<byte[]> values) implements CsvRecord {}

  /** A record that could not be read; {@code detail} holds none of its text. */
  record Broken(long line, Cause cause, String detail) implements CsvRecord {}
}
