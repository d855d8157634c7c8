package io.shoken.ingest;

import io.shoken.core.UserException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** A column of a report file, under the name that CT-RATE or CT-RATE-JPN gives it. */
enum ReportColumn {
  VOLUME("VolumeName", Group.ID),
  /** CT-RATE has none: the volume's name has the patient in it. */
  PATIENT("", Group.ID),
  CLINICAL_INFORMATION_EN("ClinicalInformation_EN", Group.ENGLISH),
  TECHNIQUE_EN("Technique_EN", Group.ENGLISH),
  FINDINGS_EN("Findings_EN", Group.ENGLISH),
  IMPRESSION_EN("Impressions_EN", Group.ENGLISH),
  FINDINGS_JA("Findings_JPN", Group.JAPANESE),
  IMPRESSION_JA("Impressions_JPN", Group.JAPANESE),
  FINDINGS_JA_MT("Findings_JPN_MT", Group.REVISED),
  FINDINGS_JA_REVISED("Findings_JPN_Revised", Group.REVISED),
  FINDINGS_JA_CHECKED("Findings_JPN_Checked", Group.REVISED),
  IMPRESSION_JA_MT("Impressions_JPN_MT", Group.REVISED),
  IMPRESSION_JA_REVISED("Impressions_JPN_Revised", Group.REVISED),
  IMPRESSION_JA_CHECKED("Impressions_JPN_Checked", Group.REVISED),
  RADIOLOGIST("Radiologist", Group.REVISED),
  SENIOR_RADIOLOGIST("Senior_Radiologist", Group.REVISED);

  /** Columns that come together: a file with one of a group is meant to have all of it. */
  enum Group {
    ID,
    ENGLISH,
    JAPANESE,
    REVISED
  }

  private final String header;
  private final Group group;

  ReportColumn(String header, Group group) {
    this.header = header;
    this.group = group;
  }

  /** The name in CT-RATE's header; empty for a column that only a mapping names. */
  String header() {
    return header;
  }

  Group group() {
    return group;
  }

  boolean isReviewer() {
    return this == RADIOLOGIST || this == SENIOR_RADIOLOGIST;
  }

  /** The key below {@code ingest.columns}, and with underscores the name in our rows. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String field() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The column of a key of {@code ingest.columns}.
   *
   * @throws UserException (usage) if there is none, with the nearest
   */
  static ReportColumn ofKey(String key) {
    Optional<ReportColumn> column =
        Arrays.stream(values()).filter(c -> c.key().equals(key)).findFirst();
    return column.orElseThrow(
        () ->
            UserException.usage(
                "ingest.columns has the unknown key " + key + "; did you mean " + nearest(key)));
  }

  private static String nearest(String key) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return Arrays.stream(values())
        .map(ReportColumn::key)
        .min(Comparator.comparingInt(known -> distance.apply(known, key)))
        .orElseThrow();
  }
}
