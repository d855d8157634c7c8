package io.shoken.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScanIdTest {

  @Test
  void readsPatientScanAndSplitFromACtRateVolume() {
    assertThat(ScanId.of("train_17051_a_1.nii.gz"))
        .isEqualTo(
            new ScanId(
                "train_17051_a_1.nii.gz", "train_17051_a", "train_17051", Optional.of("train")));
    assertThat(ScanId.of("valid_3_b_12.nii.gz").split()).contains("valid");
  }

  @Test
  void readsCtRateNamesWithoutTheFileEnding() {
    assertThat(ScanId.of("train_5_b_2").scan()).isEqualTo("train_5_b");
    assertThat(ScanId.of("train_5_b").scan()).isEqualTo("train_5_b");
    assertThat(ScanId.of("train_5_b").patient()).isEqualTo("train_5");
  }

  @Test
  void takesAnotherHospitalsIdWholeAsScanAndPatient() {
    for (String id : new String[] {"ACC-2024-0001", "1.2.840.113619.2", "train", "CT_5_a"}) {
      assertThat(ScanId.of(id)).isEqualTo(new ScanId(id, id, id, Optional.empty()));
    }
  }

  @Test
  void knowsNoSplitInAnotherPrefixOfTheSameShape() {
    ScanId id = ScanId.of("site_12_a_1.nii.gz");
    assertThat(id.patient()).isEqualTo("site_12");
    assertThat(id.split()).isEmpty();
  }
}
