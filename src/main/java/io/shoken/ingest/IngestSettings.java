package io.shoken.ingest;

import io.shoken.core.UserException;
import io.shoken.ingest.csv.Dialect.Escape;
import io.shoken.ingest.csv.Dialect.Separator;
import io.shoken.ingest.csv.Encoding;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The block {@code ingest} of the configuration.
 *
 * @param columns the header name of each of our columns where a file's differ from CT-RATE's
 *     ({@code volume = "AccessionNo"}); an empty name says that the files have no such column
 * @param maxTextChars the longest section in Java chars; a row with a longer one is rejected
 * @param notGiven texts that stand for a missing section
 * @param labelSource name of the labels where {@code --label-source} gives none
 * @param importModel {@code model} of imported translations; the file's name where it is empty
 * @param encoding of all files
 * @param separator of their fields
 * @param escape of quotes inside them
 */
public record IngestSettings(
    Map<String, String> columns,
    int maxTextChars,
    List<String> notGiven,
    String labelSource,
    Optional<String> importModel,
    Encoding encoding,
    Separator separator,
    Escape escape) {

  public IngestSettings {
    columns = Map.copyOf(columns);
    notGiven = List.copyOf(notGiven);
    if (maxTextChars < 1) {
      throw UserException.usage(
          "ingest.max-text-chars is " + maxTextChars + "; it must be at least 1");
    }
    if (labelSource.isBlank()) {
      throw UserException.usage("ingest.label-source is empty; name where the labels come from");
    }
    columns.keySet().forEach(ReportColumn::ofKey);
  }
}
