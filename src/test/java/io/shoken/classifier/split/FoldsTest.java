package io.shoken.classifier.split;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FoldsTest {

  @Test
  void aPatientAndARepeatedTextStayTogether() {
    List<Folds.Key> keys = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      keys.add(new Folds.Key("patient" + i, "text" + i));
    }
    keys.add(new Folds.Key("patient1", "text2"));
    keys.add(new Folds.Key("patient3", "text2"));
    Map<String, Integer> fold = Folds.assign(keys, 5, 1);
    assertThat(fold.get("text1")).isEqualTo(fold.get("text2")).isEqualTo(fold.get("text3"));
    assertThat(fold.values()).contains(0, 1, 2, 3, 4);
  }

  @Test
  void dependsOnTheSeedAndNotOnTheOrder() {
    List<Folds.Key> keys = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      keys.add(new Folds.Key("p" + i / 2, "t" + i));
    }
    Map<String, Integer> fold = Folds.assign(keys, 4, 1);
    assertThat(Folds.assign(keys, 4, 2)).isNotEqualTo(fold);
    Collections.reverse(keys);
    assertThat(Folds.assign(keys, 4, 1)).isEqualTo(fold);
  }
}
