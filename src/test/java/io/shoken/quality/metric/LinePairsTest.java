package io.shoken.quality.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.core.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinePairsTest {
  @TempDir private Path folder;

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private Path file(String name, String text) throws IOException {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void onlyALineFeedEndsALine() throws IOException {
    LinePairs pairs = LinePairs.read(file("a", "x\r\n\ny\u2028z\u3000\n"), file("b", "1\n2\n3"));
    assertThat(pairs.hypotheses()).containsExactly("x", "", "y\u2028z");
    assertThat(pairs.references()).containsExactly("1", "2", "3");
  }

  @Test
  void namesBothCountsWhereTheyDiffer() throws IOException {
    Path a = file("a", "1\n2\n3\n");
    Path b = file("b", "1\n2\n");
    assertThatThrownBy(() -> LinePairs.read(a, b))
        .isInstanceOf(UserException.class)
        .hasMessage(a + " has 3 lines and " + b + " has 2; line by line they must belong together");
  }

  @Test
  void namesTheLineThatIsNoUtf8() throws IOException {
    Path good = file("good", "a\nb\n");
    byte[] loneSurrogate = {'a', '\n', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '\n'};
    Path bad = file("bad", loneSurrogate);
    assertThatThrownBy(() -> LinePairs.read(good, bad))
        .isInstanceOf(UserException.class)
        .hasMessage(bad + " line 2 is no UTF-8; save the file as UTF-8");
  }

  @Test
  void refusesEmptyFilesAndMissingOnes() throws IOException {
    Path empty = file("empty", "");
    assertThatThrownBy(() -> LinePairs.read(empty, empty)).hasMessageContaining("nothing to score");
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> LinePairs.read(missing, empty))
        .hasMessage(missing + " is missing; give an existing text file");
  }

  @Test
  void emptyLinesAreEmptyTexts() {
    Scores scores = new LinePairs(List.of("", ""), List.of("", "")).score(scorer());
    assertThat(scores.rows()).extracting(Scores.Row::n).containsOnly(2L);
    assertThat(scores.lines().get(0))
        .endsWith(" = 0.0 0.0/0.0/0.0/0.0 (BP = 1.000 ratio = 0.000 hyp_len = 0 ref_len = 0)");
  }

  @Test
  void namesTheLineThatIsTooLong() {
    LinePairs pairs =
        new LinePairs(List.of("a", "b".repeat(Scorer.MAX_LENGTH + 1)), List.of("a", "b"));
    assertThatThrownBy(() -> pairs.score(scorer()))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("line 2: a text of 50,001 characters cannot be scored");
  }

  @Test
  void listsTheLinesThatFailACheck() {
    Scorer numbers = new Scorer(List.of(new Fidelity(Fidelity.Kind.NUMBERS)), 0, 1);
    Scores scores = new LinePairs(List.of("5mm", "6mm"), List.of("5mm", "5mm")).score(numbers);
    assertThat(scores.failing().get("numbers")).containsExactly("line 2");
  }

  private static Scorer scorer() {
    return new Scorer(List.of(Bleu.corpus(Tokenizers.character())), 0, 1);
  }
}
