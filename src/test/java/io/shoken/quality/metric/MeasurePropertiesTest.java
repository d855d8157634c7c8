package io.shoken.quality.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any Unicode text. jqwik prints the seed of a failure. */
class MeasurePropertiesTest {
  private static final List<Measure> MEASURES =
      Stream.concat(
              Stream.of(
                  Bleu.corpus(Tokenizers.character()),
                  Bleu.sentence(Tokenizers.mteval13a()),
                  Chrf.plain(),
                  Chrf.plusPlus(),
                  new Ter(Tokenizers.character(), Ter.Options.DEFAULT),
                  new Rouge(Tokenizers.character()),
                  new EditRate()),
              Stream.of(Fidelity.Kind.values()).map(Fidelity::new))
          .toList();

  /** Any code units, lone surrogates among them, with the characters of a report more often. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
            Arbitraries.chars().with("\u80f8\u6c34\u3092\u8a8d\u3081\u306a\u3044\u300212.5mm \n"),
            Arbitraries.chars().all())
        .list()
        .ofMaxSize(60)
        .map(
            chars -> {
              StringBuilder text = new StringBuilder();
              chars.forEach(text::append);
              return text.toString();
            });
  }

  @Property(tries = 200)
  void aTextIsItsOwnBestTranslation(@ForAll("texts") String text) {
    Pair same = new Pair(text, text);
    int length = same.ids(Tokenizers.character()).reference().length;
    if (length >= 4) {
      assertScore(100, Bleu.corpus(Tokenizers.character()), same);
    }
    if (length > 0) {
      assertScore(100, Bleu.sentence(Tokenizers.character()), same);
      assertScore(100, Chrf.plain(), same);
      assertScore(100, new Rouge(Tokenizers.character()), same);
    }
    assertScore(0, new Ter(Tokenizers.character(), Ter.Options.DEFAULT), same);
    assertThat(new EditRate().count(same)).isEqualTo(Counts.of(1, 1, 0, codePoints(text)));
    for (Fidelity.Kind kind : Fidelity.Kind.values()) {
      assertScore(100, new Fidelity(kind), same);
    }
  }

  private static long codePoints(String text) {
    String stripped = java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFC).strip();
    return stripped.codePointCount(0, stripped.length());
  }

  private static void assertScore(double expected, Measure measure, Pair pair) {
    assertThat(measure.scores(measure.count(pair))[0]).isCloseTo(expected, within(1e-9));
  }

  @Property(tries = 50)
  void anyOrderOfAddingGivesTheSameScores(
      @ForAll("texts") String a,
      @ForAll("texts") String b,
      @ForAll("texts") String c,
      @ForAll("texts") String d,
      @ForAll long seed) {
    List<Pair> pairs = List.of(new Pair(a, b), new Pair(b, c), new Pair(c, d), new Pair(d, a));
    for (Measure measure : MEASURES) {
      List<Counts> counts = new ArrayList<>(Golden.count(measure, pairs));
      double[] inOrder = measure.scores(Golden.sum(measure, counts));
      Collections.shuffle(counts, new Random(seed));
      Counts left = counts.get(0).plus(counts.get(1));
      Counts right = counts.get(2).plus(counts.get(3));
      assertThat(measure.scores(right.plus(left))).containsExactly(inOrder);
    }
  }

  @Property(tries = 200)
  void editDistanceEqualsTheTextbook(@ForAll("texts") String a, @ForAll("texts") String b) {
    assertThat(Levenshtein.distance(a, b))
        .isEqualTo(textbook(a.codePoints().toArray(), b.codePoints().toArray()));
  }

  @Property(tries = 20)
  void longEditDistanceEqualsTheTextbook(@ForAll("texts") String a, @ForAll("texts") String b) {
    String left = (a + b).repeat(3) + a;
    String right = (b + a).repeat(2);
    assertThat(Levenshtein.distance(left, right))
        .isEqualTo(textbook(left.codePoints().toArray(), right.codePoints().toArray()));
  }

  private static int textbook(int[] a, int[] b) {
    int[][] table = new int[a.length + 1][b.length + 1];
    for (int i = 0; i <= a.length; i++) {
      for (int j = 0; j <= b.length; j++) {
        if (i == 0 || j == 0) {
          table[i][j] = i + j;
        } else {
          int replaced = table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
          table[i][j] = Math.min(replaced, 1 + Math.min(table[i - 1][j], table[i][j - 1]));
        }
      }
    }
    return table[a.length][b.length];
  }
}
