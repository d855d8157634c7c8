package io.shoken.text.japanese;

import io.shoken.text.PythonWhitespace;
import io.shoken.text.japanese.mecab.Edition;
import io.shoken.text.japanese.mecab.MecabSegmenter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes a WordPiece tokenizer for a corpus from how often its words occur: special tokens, every
 * character alone and as a continuation, then the most frequent words. The folder is one that
 * transformers loads as {@code BertJapaneseTokenizer}.
 */
public final class TokenizerWriter {
  private static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");
  private static final String CONFIG =
      """
      {
        "tokenizer_class": "BertJapaneseTokenizer",
        "word_tokenizer_type": "mecab",
        "subword_tokenizer_type": "wordpiece",
        "mecab_kwargs": {"mecab_dic": "%s"},
        "do_lower_case": false,
        "model_max_length": 512
      }
      """;

  private TokenizerWriter() {}

  /**
   * The words of a text as they are to be counted: of its NFKC form, by this dictionary, as {@link
   * JapaneseBertTokenizer} sees them.
   */
  public static List<String> words(Edition dictionary, String text) {
    String normal = UnicodeForms.nfkc(UnicodeForms.wellFormed(text));
    return MecabSegmenter.of(dictionary).segment(normal).asList().stream()
        .filter(word -> word.chars().noneMatch(c -> PythonWhitespace.isSpace((char) c)))
        .toList();
  }

  /**
   * The vocabulary: the same counts give the same lines, whatever their order. It holds every
   * character of the words even if those are more than {@code size}.
   *
   * @param counts how often each word occurs
   * @param size lines at most, characters apart
   */
  public static List<String> vocabulary(Map<String, Long> counts, int size) {
    Set<String> tokens = new LinkedHashSet<>(SPECIAL);
    Collection<String> characters = new TreeSet<>();
    counts
        .keySet()
        .forEach(word -> word.codePoints().mapToObj(Character::toString).forEach(characters::add));
    tokens.addAll(characters);
    characters.forEach(character -> tokens.add("##" + character));
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .takeWhile(word -> tokens.size() < size)
        .forEachOrdered(tokens::add);
    return List.copyOf(tokens);
  }

  /** The content of {@code vocab.txt} and {@code tokenizer_config.json}, by name. */
  public static Map<String, String> files(Edition dictionary, List<String> vocabulary) {
    return Map.of(
        "vocab.txt",
        String.join("\n", vocabulary) + "\n",
        "tokenizer_config.json",
        CONFIG.formatted(dictionary.option()));
  }

  /** Writes {@link #files}. */
  public static void write(Path folder, Edition dictionary, List<String> vocabulary)
      throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, String> file : files(dictionary, vocabulary).entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }
}
