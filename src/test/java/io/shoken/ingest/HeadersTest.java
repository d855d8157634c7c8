package io.shoken.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.core.UserException;
import io.shoken.domain.Finding;
import io.shoken.ingest.ReportColumn.Group;
import io.shoken.ingest.csv.Dialect.Escape;
import io.shoken.ingest.csv.Dialect.Separator;
import io.shoken.ingest.csv.Encoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadersTest {
  private static final String CT_RATE =
      "VolumeName,ClinicalInformation_EN,Technique_EN,Findings_EN,Impressions_EN";
  private static final String VALID_JA =
      CT_RATE
          + ",Findings_JPN_MT,Findings_JPN_Revised,Findings_JPN_Checked,Impressions_JPN_MT,"
          + "Impressions_JPN_Revised,Impressions_JPN_Checked,Radiologist,Senior_Radiologist";

  @Test
  void knowsTheFourShapes() {
    assertThat(report(CT_RATE).has(Group.ENGLISH)).isTrue();
    assertThat(report(CT_RATE).hasJapanese()).isFalse();
    assertThat(report(CT_RATE + ",Findings_JPN,Impressions_JPN").hasJapanese()).isTrue();
    assertThat(report(VALID_JA).has(Group.REVISED)).isTrue();
    assertThat(report("VolumeName,Findings_JPN,Impressions_JPN").has(Group.ENGLISH)).isFalse();
  }

  @Test
  void takesColumnsInAnyOrderAndCountsFurtherOnes() {
    ReportHeader header = report("Note,Impressions_JPN,VolumeName,Findings_JPN");
    assertThat(header.places().get(ReportColumn.VOLUME)).isEqualTo(2);
    assertThat(header.ignored()).containsExactly("Note");
    assertThat(header.size()).isEqualTo(4);
  }

  @Test
  void takesAnotherHospitalsNames() {
    ReportHeader header =
        report(
            "PatientId,AccessionNo,Report,Conclusion",
            Map.of(
                "volume", "AccessionNo",
                "patient", "PatientId",
                "findings-en", "Report",
                "impression-en", "Conclusion",
                "clinical-information-en", "",
                "technique-en", ""));
    assertThat(header.places())
        .containsEntry(ReportColumn.PATIENT, 0)
        .containsEntry(ReportColumn.IMPRESSION_EN, 3);
  }

  @Test
  void saysWhatItSawAndWantedAndHowToMapColumns() {
    assertThatThrownBy(() -> report("AccessionNo,Report,Conclusion"))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.kind()).isEqualTo(UserException.Kind.INPUT))
        .hasMessageStartingWith("reports.csv, row 1: not a header of reports: it lacks VolumeName")
        .hasMessageContaining("saw AccessionNo, Report, Conclusion;")
        .hasMessageContaining("wanted VolumeName with ClinicalInformation_EN")
        .hasMessageContaining("ingest.columns, such as volume = \"AccessionNo\"");
  }

  @Test
  void asksWhetherANearMissIsMeant() {
    assertThatThrownBy(() -> report(CT_RATE.replace("Findings_EN", "findings_en")))
        .hasMessageContaining("it lacks Findings_EN (is findings_en meant for it?);");
    assertThatThrownBy(() -> report(CT_RATE + ",Finding_JPN,Impression_JPN"))
        .hasMessageContaining(
            "it lacks Findings_JPN (is Finding_JPN meant for it?), Impressions_JPN");
  }

  @Test
  void refusesAMappedColumnThatIsNotThere() {
    assertThatThrownBy(() -> report(CT_RATE, Map.of("patient", "PatientId")))
        .hasMessageContaining("it lacks PatientId;");
  }

  @Test
  void refusesAColumnThatStandsTwice() {
    assertThatThrownBy(() -> report(CT_RATE + ",Findings_EN"))
        .hasMessage(
            "reports.csv, row 1: the column Findings_EN stands there twice; rename or remove one");
  }

  @Test
  void showsNoTextOfAFileWithoutHeader() {
    assertThatThrownBy(() -> report("train_1_a_1.nii.gz,Cough for days,,Clear lungs,Normal."))
        .hasMessageContaining("saw 5 fields that look like data (does the file have a header?);")
        .hasMessageNotContaining("Cough")
        .hasMessageNotContaining("Normal");
  }

  @Test
  void refusesAnUnknownKeyOfTheMapping() {
    assertThatThrownBy(
            () ->
                new IngestSettings(
                    Map.of("finding-en", "Report"),
                    1,
                    List.of(),
                    "x",
                    java.util.Optional.empty(),
                    Encoding.AUTO,
                    Separator.AUTO,
                    Escape.DOUBLED))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.kind()).isEqualTo(UserException.Kind.USAGE))
        .hasMessage("ingest.columns has the unknown key finding-en; did you mean findings-en");
  }

  @Test
  void takesFindingsInAnyOrder() {
    List<String> names = new ArrayList<>(Finding.labels());
    Collections.reverse(names);
    names.add(3, "VolumeName");
    LabelHeader header = labels(names);
    assertThat(header.volume()).isEqualTo(3);
    assertThat(header.places()).containsEntry(Finding.INTERLOBULAR_SEPTAL_THICKENING, 0);
  }

  @Test
  void listsUnknownAndMissingFindings() {
    List<String> names = new ArrayList<>(Finding.labels());
    names.add(0, "VolumeName");
    names.set(names.indexOf("Emphysema"), "Emphysem");
    names.set(names.indexOf("Lung opacity"), "Pleural plaque");
    assertThatThrownBy(() -> labels(names))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.kind()).isEqualTo(UserException.Kind.INPUT))
        .hasMessageContaining(
            "it lacks Emphysema (is Emphysem meant for it?), Lung opacity;"
                + " no finding is named Emphysem, Pleural plaque; wanted the volume and exactly");
  }

  private static ReportHeader report(String csv) {
    return report(csv, Map.of());
  }

  private static ReportHeader report(String csv, Map<String, String> mapping) {
    return ReportHeader.of(
        new HeaderNames("reports.csv", Arrays.asList(csv.split(",", -1))), mapping);
  }

  private static LabelHeader labels(List<String> names) {
    return LabelHeader.of(new HeaderNames("labels.csv", names), Map.of());
  }
}
