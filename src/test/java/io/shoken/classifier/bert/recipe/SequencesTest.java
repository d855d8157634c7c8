package io.shoken.classifier.bert.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoken.classifier.evidence.Passages;
import io.shoken.text.japanese.JapaneseBertTokenizer;
import io.shoken.text.japanese.TokenizerWriter;
import io.shoken.text.japanese.mecab.Edition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequencesTest {
  private static final String TEXT = "a 12。b 34。a 56。";

  @TempDir Path folder;
  private JapaneseBertTokenizer tokenizer;

  @BeforeEach
  void write() throws IOException {
    Map<String, Long> counts = Map.of("a", 3L, "b", 2L, "0", 1L, "1", 1L, "2", 1L, "。", 1L);
    TokenizerWriter.write(folder, Edition.UNIDIC_LITE, TokenizerWriter.vocabulary(counts, 100));
    tokenizer = JapaneseBertTokenizer.open(folder);
  }

  private Sequences sequences(String passages, int maxLength) {
    return new Sequences(
        tokenizer, Optional.of(passages).filter(p -> !p.isEmpty()).map(Passages::ofKey), maxLength);
  }

  @Test
  void aPassageThatLooksTheSameIsLearntOnce() {
    assertThat(sequences("sentence", 64).toLearn(TEXT)).hasSize(3);
    assertThat(sequences("sentence-digits0", 64).toLearn(TEXT)).hasSize(2);
    assertThat(sequences("sentence-digits0", 64).distinct(List.of(TEXT, "b 99。"))).hasSize(2);
  }

  @Test
  void aReportThatIsReadWholeIsTruncatedToLearnAndWindowedToRead() {
    int[] whole = tokenizer.encode(TEXT.repeat(4)).ids();
    Sequences short8 = sequences("", 8);
    List<int[]> learnt = short8.toLearn(TEXT.repeat(4));
    assertThat(learnt).hasSize(1);
    assertThat(learnt.get(0)).hasSize(8).startsWith(whole[0], whole[1]);
    assertThat(learnt.get(0)[7]).isEqualTo(whole[whole.length - 1]);
    assertThat(short8.toRead(TEXT.repeat(4))).hasSizeGreaterThan(2).allMatch(s -> s.length <= 8);
    assertThat(sequences("", 512).toRead(TEXT)).hasSize(1);
  }

  @Test
  void aReportWithoutAnyPassageCanBeLearntAndRead() {
    assertThat(sequences("sentence", 64).toLearn("。")).hasSize(1);
    assertThat(sequences("sentence", 64).toRead("")).hasSize(1);
  }
}
