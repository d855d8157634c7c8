package io.shoken.ingest;

import io.shoken.ingest.csv.Dialect;
import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;

/**
 * One file of the command line.
 *
 * @param index its place among the files of its kind: of two differing rows the one of the lower
 *     index stays
 * @param path as it was given
 * @param location the same as a whole URI: an executor has another working folder
 * @param forcedSplit the split of all its rows, or null
 * @param dialect how it writes its records
 */
record InputFile(int index, String path, String location, String forcedSplit, Dialect dialect)
    implements Serializable {

  /** The split of a row: the forced one, else that of the id, of the file's name, or unsplit. */
  String split(Optional<String> ofId) {
    return forcedSplit != null ? forcedSplit : ofId.orElseGet(this::splitOfName);
  }

  private String splitOfName() {
    String name = SourceFiles.nameOf(path).toLowerCase(Locale.ROOT);
    if (name.startsWith("train")) {
      return "train";
    }
    return name.startsWith("valid") ? "valid" : name.startsWith("test") ? "test" : "unsplit";
  }
}
