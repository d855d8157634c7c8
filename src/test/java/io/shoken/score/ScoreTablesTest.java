package io.shoken.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.console.JsonRows;
import io.shoken.core.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreTablesTest {
  private static final ScoreSettings WITHOUT_INTERVALS = new ScoreSettings(0, 12345);

  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void printsSacrebleusLinesATableAndWhatFails() throws IOException {
    Path reference = file("r", "5mm nodule here now\n6mm nodule here now\n");
    Path hypothesis = file("h", "5mm nodule here now\n7mm nodule here now\n");
    ScoreTables.OfFiles scores = ScoreTables.ofFiles(hypothesis, reference, WITHOUT_INTERVALS);
    assertThat(scores.lines().get(2))
        .isEqualTo(
            "BLEU|nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0 = 72.3"
                + " 87.5/83.3/75.0/50.0 (BP = 1.000 ratio = 1.000 hyp_len = 8 ref_len = 8)");
    assertThat(scores.failing()).containsExactly("numbers differ in line 2");
    assertThat(scores.table().text()).contains("BLEU-13a").contains("tok:13a");
    assertThat(JsonRows.of(scores.table())).contains("\"section\":\"file\"").contains("\"n\":2");
  }

  @Test
  void twoFilesAreComparedAndEqualScoresAreNotTested() throws IOException {
    Path reference = file("r", "one two three four\nfive six seven eight\n");
    Path baseline = file("b", "one two three four\nfive six seven nine\n");
    ScoreSettings settings = new ScoreSettings(100, 1);
    String same = JsonRows.of(ScoreComparison.ofFiles(baseline, baseline, reference, settings));
    assertThat(same).contains("\"p_bootstrap\":null,\"p_randomisation\":null");
    String better = JsonRows.of(ScoreComparison.ofFiles(baseline, reference, reference, settings));
    assertThat(better).containsPattern("\"metric\":\"BLEU-13a\".*\"p_bootstrap\":0\\.\\d+");
    assertThat(better).contains("|bs:100|ar:10000|seed:1");
  }

  @Test
  void refusesAStageThatDoesNotExist() {
    assertThatThrownBy(() -> new ScoreOptions(Optional.of("final")))
        .isInstanceOf(UserException.class)
        .hasMessage("--reference final: write revised or checked");
  }
}
