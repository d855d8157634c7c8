package io.shoken.text.japanese.mecab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.shoken.text.japanese.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KnownSentencesTest {
  private static final int TEXTS = 3_000;
  private static final String STOP = "。";
  private static final String[] GAPS = {"", "", "", "\n", " ", "「", "」", "Ａ", "（。", "。", "、"};

  @ParameterizedTest
  @EnumSource
  void aSentenceThatWasCutBeforeHasTheWordsThatItWouldGetAnew(Edition edition) {
    Dictionary dictionary = DictionaryReader.read(edition);
    Lattice remembering = new Lattice(dictionary, new SentenceMemo(SentenceMemo.SLOTS));
    Lattice forgetful = new Lattice(dictionary, new SentenceMemo(1));
    List<String> pieces = pieces();
    Random random = new Random(4);
    for (int i = 0; i < TEXTS; i++) {
      String text = text(pieces, random);
      assertThat(remembering.segment(text).asList()).isEqualTo(forgetful.segment(text).asList());
    }
  }

  /** Few enough that they come up again and again, next to each other in every order. */
  private static List<String> pieces() {
    List<String> pieces = new ArrayList<>();
    for (JsonNode line : Golden.lines("words.jsonl.gz")) {
      String text = line.get("text").textValue();
      pieces.add(text.substring(0, Math.min(text.length(), 30)));
    }
    return pieces.subList(0, 200);
  }

  private static String text(List<String> pieces, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      text.append(pieces.get(random.nextInt(pieces.size())));
      text.append(STOP).append(GAPS[random.nextInt(GAPS.length)]);
    }
    return text.toString();
  }
}
