package io.shoken.publish;

import java.util.List;
import java.util.stream.Stream;

/** The columns of CT-RATE-JPN's two CSV files, in their published order. */
enum CsvShape {
  /** {@code train_reports_ja.csv}: one Japanese text a section. */
  TRAIN(
      List.of(
          new Field("Findings_JPN", "findings_ja"), new Field("Impressions_JPN", "impression_ja"))),
  /**
   * {@code valid_reports_ja.csv}: the machine's text and what two stages of revision made of it.
   */
  VALID(
      List.of(
          new Field("Findings_JPN_MT", "findings_ja_mt"),
          new Field("Findings_JPN_Revised", "findings_ja_revised"),
          new Field("Findings_JPN_Checked", "findings_ja_checked"),
          new Field("Impressions_JPN_MT", "impression_ja_mt"),
          new Field("Impressions_JPN_Revised", "impression_ja_revised"),
          new Field("Impressions_JPN_Checked", "impression_ja_checked"),
          new Field("Radiologist", "radiologist"),
          new Field("Senior_Radiologist", "senior_radiologist")));

  /** The split that has the shape {@link #VALID}. */
  static final String VALIDATION_SPLIT = "valid";

  private static final List<Field> CT_RATE =
      List.of(
          new Field("VolumeName", "volume_name"),
          new Field("ClinicalInformation_EN", "clinical_information_en"),
          new Field("Technique_EN", "technique_en"),
          new Field("Findings_EN", "findings_en"),
          new Field("Impressions_EN", "impression_en"));

  /**
   * A column of the file.
   *
   * @param header its name there
   * @param column the column of {@link PublishedRows} that it holds
   */
  record Field(String header, String column) {}

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Field> japanese;

  CsvShape(List<Field> japanese) {
    this.japanese = japanese;
  }

  static CsvShape of(String split) {
    return split.equals(VALIDATION_SPLIT) ? VALID : TRAIN;
  }

  List<Field> fields() {
    return Stream.concat(CT_RATE.stream(), japanese.stream()).toList();
  }
}
