package io.shoken.text.japanese;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.core.UserException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizerFolderTest {
  private static final String VOCABULARY = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n肺\n##影\n肺\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"word_tokenizer_type\":\"sudachi\"} | word_tokenizer_type is sudachi; supported: mecab",
        "{} | word_tokenizer_type is basic; supported: mecab",
        "{\"tokenizer_class\":\"T5Tokenizer\"} | tokenizer_class is T5Tokenizer",
        "{\"tokenizer_class\":7} | tokenizer_class is NUMBER; supported: a string",
        "{\"word_tokenizer_type\":\"mecab\",\"mecab_kwargs\":{\"mecab_dic\":\"unidic\"}}"
            + " | mecab_kwargs.mecab_dic is unidic; supported: ipadic, unidic_lite",
        "{\"word_tokenizer_type\":\"mecab\",\"mecab_kwargs\":{\"mecab_option\":\"-d /x\"}}"
            + " | mecab_kwargs.mecab_option is given",
        "{\"word_tokenizer_type\":\"mecab\",\"mecab_kwargs\":{\"do_lower_case\":true}}"
            + " | mecab_kwargs.do_lower_case is given",
        "{\"word_tokenizer_type\":\"mecab\",\"subword_tokenizer_type\":\"sentencepiece\"}"
            + " | subword_tokenizer_type is sentencepiece; supported: wordpiece, character",
        "{\"word_tokenizer_type\":\"mecab\",\"do_lower_case\":\"yes\"}"
            + " | do_lower_case is STRING; supported: true or false",
        "{\"word_tokenizer_type\":\"mecab\",\"never_split\":{}} | never_split is OBJECT",
        "{\"word_tokenizer_type\":\"mecab\",\"unk_token\":{\"content\":\"x\",\"lstrip\":true}}"
            + " | unk_token.lstrip is true; supported: false",
        "{\"word_tokenizer_type\":\"mecab\",\"added_tokens_decoder\":{\"-1\":\"x\"}}"
            + " | added_tokens_decoder.-1 is -1; supported: a token's number",
        "{\"word_tokenizer_type\":\"mecab\",\"added_tokens_decoder\":{\"3\":\"x\"}}"
            + " | an added token has the number 3, which vocab.txt gives to another",
        "[1] | it holds ARRAY, expected a JSON object",
        "{\"a\":1,\"a\":2} | it is not JSON",
        "{\"word_tokenizer_type\":\"mecab\",\"cls_token\":\"[X]\"}"
            + " | its cls_token is not among the 8 lines of vocab.txt",
      })
  void refusesByNameWhatItCannotDo(String config, String message) {
    assertThatThrownBy(() -> open(VOCABULARY, config))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesAVocabularyWithoutTheUnknownToken() {
    assertThatThrownBy(() -> open("[PAD]\n[CLS]\n[SEP]\n[MASK]\n", MECAB))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("its unk_token is not among the 4 lines of vocab.txt");
  }

  @Test
  void refusesAVocabularyThatIsNotUtf8() {
    Map<String, byte[]> files = files(VOCABULARY, MECAB);
    files.put("vocab.txt", new byte[] {(byte) 0xff});
    assertThatThrownBy(() -> JapaneseBertTokenizer.of("model", files))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("model/vocab.txt: it is not UTF-8 text");
  }

  @Test
  void saysWhichFileIsMissing() {
    assertThatThrownBy(() -> JapaneseBertTokenizer.of("model", Map.of()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("no file model/tokenizer_config.json");
  }

  @Test
  void ofATokenOnTwoLinesTheLaterCounts() {
    assertThat(open(VOCABULARY, MECAB).encode("肺").ids()).containsExactly(2, 7, 3);
  }

  @Test
  void linesMayEndAsOnWindows() {
    assertThat(open(VOCABULARY.replace("\n", "\r\n"), MECAB).encode("肺影").tokens())
        .containsExactly("[CLS]", "肺", "[UNK]", "[SEP]");
  }

  @Test
  void anAddedTokenIsKeptWhole() {
    String config =
        "{\"word_tokenizer_type\":\"mecab\",\"added_tokens_decoder\":{\"8\":{\"content\":\"肺影\"}}}";
    assertThat(open(VOCABULARY, config).encode("肺肺影").ids()).containsExactly(2, 7, 8, 3);
  }

  @Test
  void theSignatureNamesDictionaryOptionsAndVocabulary() {
    String mixed = open(VOCABULARY, MECAB).signature();
    assertThat(mixed)
        .startsWith("words:mecab-unidic-lite-1.0.8|norm:nfkc|case:mixed|subwords:wordpiece|vocab:");
    assertThat(open(VOCABULARY + "気\n", MECAB).signature()).isNotEqualTo(mixed);
    assertThat(open(VOCABULARY, MECAB.replace("}", ",\"never_split\":[\"CT\"]}")).signature())
        .isNotEqualTo(mixed);
  }

  private static final String MECAB = "{\"word_tokenizer_type\":\"mecab\"}";

  private static JapaneseBertTokenizer open(String vocabulary, String config) {
    return JapaneseBertTokenizer.of("model", files(vocabulary, config));
  }

  private static Map<String, byte[]> files(String vocabulary, String config) {
    Map<String, byte[]> files = new HashMap<>();
    files.put("vocab.txt", vocabulary.getBytes(StandardCharsets.UTF_8));
    files.put("tokenizer_config.json", config.getBytes(StandardCharsets.UTF_8));
    return files;
  }
}
