package io.shoken.text.japanese;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoken.text.PythonWhitespace;
import io.shoken.text.japanese.mecab.Edition;
import io.shoken.text.japanese.mecab.MecabSegmenter;
import io.shoken.text.japanese.mecab.Segmenter;
import io.shoken.text.japanese.mecab.WordSpans;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every text, and texts that were made to hurt. */
class AnyTextTest {

  @Property(tries = 300)
  void wordsJoinedAreTheTextWithoutMecabsWhiteSpace(@ForAll @StringLength(max = 200) String text) {
    for (Edition edition : Edition.values()) {
      WordSpans words = MecabSegmenter.of(edition).segment(text);
      assertThat(String.join("", words.asList())).isEqualTo(text.replaceAll("[ \t\n\u000b]", ""));
    }
  }

  @Property(tries = 300)
  void tokensJoinedAreTheNormalTextWithoutWhiteSpace(@ForAll @StringLength(max = 100) String text) {
    JapaneseBertTokenizer words = Golden.tokenizer("words");
    String joined = String.join("", words.encode(text).tokens());
    assertThat(withoutSpace(joined))
        .isEqualTo(
            "[CLS]" + withoutSpace(UnicodeForms.nfkc(UnicodeForms.wellFormed(text))) + "[SEP]");
  }

  private static String withoutSpace(String text) {
    return text.chars()
        .filter(c -> !PythonWhitespace.isSpace((char) c))
        .mapToObj(c -> String.valueOf((char) c))
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t \u3000\u2028\u0085", "\r\n"})
  void aTextWithoutWordsIsTheTwoOuterTokens(String text) {
    assertThat(Golden.tokenizer("v3").encode(text).tokens()).containsExactly("[CLS]", "[SEP]");
  }

  @Test
  void aLoneSurrogateIsTheReplacementCharacter() {
    JapaneseBertTokenizer tokenizer = Golden.tokenizer("words");
    assertThat(tokenizer.encode("肺\ud800影\udc00").tokens())
        .isEqualTo(tokenizer.encode("肺\ufffd影\ufffd").tokens());
  }

  @ParameterizedTest
  @EnumSource
  void aLineOfAMillionCharactersIsCutAsItsSentencesAre(Edition edition) {
    String sentence = "右肺上葉に12.5×8mm大の結節を認める。";
    Segmenter segmenter = MecabSegmenter.of(edition);
    int times = 1_000_000 / sentence.length();
    assertThat(segmenter.segment(sentence.repeat(times)).count())
        .isEqualTo(segmenter.segment(sentence).count() * times);
  }

  @ParameterizedTest
  @EnumSource
  void aLineThatNeverSettlesEnds(Edition edition) {
    for (String endless : new String[] {"あ", "a", "漢", "ア", "\ud83d\ude00"}) {
      String text = endless.repeat(500_000);
      WordSpans words = MecabSegmenter.of(edition).segment(text);
      assertThat(IntStream.range(0, words.count()).map(i -> words.end(i) - words.start(i)).sum())
          .isEqualTo(text.length());
    }
  }
}
