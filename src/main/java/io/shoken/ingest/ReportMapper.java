package io.shoken.ingest;

import io.shoken.core.Hashes;
import io.shoken.domain.ScanId;
import io.shoken.ingest.ReportColumn.Group;
import io.shoken.ingest.csv.Cause;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Maps a record of a report file to a row. Next to its texts the row has {@code en_hash} and {@code
 * ja_hash}: what it says in each language, by which rows of one scan are compared; null where it
 * says nothing in that language, and at least one of them is never null.
 *
 * @param model {@code model} of the translations that the file brings
 * @param notGiven texts that stand for a missing section
 */
record ReportMapper(ReportHeader header, String model, int maxTextChars, Set<String> notGiven)
    implements RowMapper {
  private static final long serialVersionUID = 1L;
  static final StructType SCHEMA = makeSchema();

  private static StructType makeSchema() {
    StructType schema = RowMapper.rowSchema();
    for (String name : List.of("patient_id", "split", "model")) {
      schema = schema.add(name, DataTypes.StringType);
    }
    for (ReportColumn column : ReportColumn.values()) {
      if (column.group() != Group.ID && column.group() != Group.JAPANESE) {
        schema = schema.add(column.field(), DataTypes.StringType);
      }
    }
    for (String name : List.of("findings_hash", "impression_hash", "en_hash", "ja_hash")) {
      schema = schema.add(name, DataTypes.StringType);
    }
    return schema;
  }

  @Override
  public int columns() {
    return header.size();
  }

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  public RowOutcome map(InputFile file, List<String> fields) {
    String volume = fields.get(header.places().get(ReportColumn.VOLUME)).strip();
    var fault = Ids.fault(volume);
    if (fault.isPresent()) {
      return fault.get();
    }
    Map<ReportColumn, String> texts = new EnumMap<>(ReportColumn.class);
    for (var place : header.places().entrySet()) {
      String text = fields.get(place.getValue()).strip();
      if (text.length() > maxTextChars) {
        String detail = place.getKey().key() + " has " + text.length() + " characters";
        return new RowOutcome.Rejected(
            Cause.TEXT_TOO_LONG, detail + "; ingest.max-text-chars is " + maxTextChars);
      }
      texts.put(place.getKey(), notGiven.contains(text) || text.isEmpty() ? null : text);
    }
    return new RowOutcome.Kept(values(file, ScanId.of(volume), texts));
  }

  private Map<String, Object> values(InputFile file, ScanId id, Map<ReportColumn, String> texts) {
    // Japanese without stages is what the stages call the machine's.
    texts.putIfAbsent(ReportColumn.FINDINGS_JA_MT, texts.get(ReportColumn.FINDINGS_JA));
    texts.putIfAbsent(ReportColumn.IMPRESSION_JA_MT, texts.get(ReportColumn.IMPRESSION_JA));
    for (ReportColumn reviewer :
        List.of(ReportColumn.RADIOLOGIST, ReportColumn.SENIOR_RADIOLOGIST)) {
      texts.computeIfPresent(reviewer, (c, name) -> name.replaceFirst("^(\\d+)\\.0$", "$1"));
    }
    Map<String, Object> values = new HashMap<>();
    texts.forEach((column, text) -> values.put(column.field(), text));
    values.put("volume", id.volume());
    values.put("volume_key", ScanId.withoutEnding(id.volume()));
    values.put("report_id", id.scan());
    String patient = texts.get(ReportColumn.PATIENT);
    values.put("patient_id", patient == null ? id.patient() : patient);
    values.put("split", file.split(id.split()));
    values.put("model", model);
    values.put("findings_hash", hash(texts.get(ReportColumn.FINDINGS_EN)));
    values.put("impression_hash", hash(texts.get(ReportColumn.IMPRESSION_EN)));
    boolean english = saysEnglish(texts);
    values.put("en_hash", english ? hashOf(texts, Group.ENGLISH) : null);
    boolean japanese = !english || isAnyGiven(texts, Group.REVISED);
    values.put("ja_hash", japanese ? hashOf(texts, Group.REVISED) : null);
    return values;
  }

  /**
   * A row with English columns is English even if they are empty, unless only its Japanese is not.
   */
  private boolean saysEnglish(Map<ReportColumn, String> texts) {
    boolean given =
        texts.get(ReportColumn.FINDINGS_EN) != null
            || texts.get(ReportColumn.IMPRESSION_EN) != null;
    return given || (header.has(Group.ENGLISH) && !isAnyGiven(texts, Group.REVISED));
  }

  private static boolean isAnyGiven(Map<ReportColumn, String> texts, Group group) {
    return texts.entrySet().stream()
        .anyMatch(e -> isText(e.getKey(), group) && e.getValue() != null);
  }

  private static String hashOf(Map<ReportColumn, String> texts, Group group) {
    StringBuilder hashes = new StringBuilder();
    for (ReportColumn column : ReportColumn.values()) {
      if (isText(column, group)) {
        String text = texts.get(column);
        hashes.append(text == null ? "-" : Hashes.ofText(text)).append(' ');
      }
    }
    return Hashes.ofText(hashes.toString());
  }

  private static boolean isText(ReportColumn column, Group group) {
    return column.group() == group && !column.isReviewer();
  }

  private static String hash(String text) {
    return text == null ? null : Hashes.ofText(text);
  }
}
