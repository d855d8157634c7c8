package io.shoken.ingest;

import io.shoken.core.UserException;
import java.util.List;
import java.util.Optional;

/**
 * The command line of {@code ingest}. Files are local paths or Hadoop URIs, plain or gzip.
 *
 * @param reports files of reports, English, Japanese or both, in the order in which the first of
 *     two differing rows stays
 * @param labels files of the 18 findings, 0/1
 * @param excludes lists of volumes to leave out, one a line
 * @param split the split of all rows; if empty, it is the one of the id's prefix, else that of the
 *     file's name, else {@code unsplit}
 * @param labelSource {@code label_source} of the labels; the setting where it is empty
 */
public record IngestOptions(
    List<String> reports,
    List<String> labels,
    List<String> excludes,
    Optional<String> split,
    Optional<String> labelSource) {

  public IngestOptions {
    reports = List.copyOf(reports);
    labels = List.copyOf(labels);
    excludes = List.copyOf(excludes);
    if (reports.isEmpty() && labels.isEmpty()) {
      throw UserException.usage("ingest has nothing to read; give --reports FILE or --labels FILE");
    }
    if (split.filter(String::isBlank).isPresent()) {
      throw UserException.usage("--split is empty; give a name such as train or valid");
    }
  }
}
