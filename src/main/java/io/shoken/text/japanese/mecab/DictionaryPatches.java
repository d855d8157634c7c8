package io.shoken.text.japanese.mecab;

import com.atilika.kuromoji.dict.CharacterDefinitions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The differences between Kuromoji's tables and those that MeCab's users have, found by comparing
 * every entry, cost, character class and unknown word of both (docs/adr, MeCab's words).
 *
 * @param resources the class beside which Kuromoji's files lie
 * @param removed words of one character that the edition does not have
 * @param added words that Kuromoji's file lacks
 * @param fileOrder for each source file of the dictionary, in the order of Kuromoji's word ids, its
 *     first word id and its place in MeCab's order; empty where the orders agree
 * @param swapsDashes whether Kuromoji's file writes U+2014 where MeCab's has U+2015
 */
record DictionaryPatches(
    Class<?> resources,
    String removed,
    List<Added> added,
    List<SourceFile> fileOrder,
    boolean swapsDashes) {

  /** A word with its entries, as {@link Entry} packs them. */
  record Added(String word, List<Long> entries) {}

  record SourceFile(int firstWord, int place) {}

  private static final String KANJI_NUMERALS = "一二三四五六七八九十百千万億兆";

  static DictionaryPatches of(Edition edition) {
    return switch (edition) {
      case IPADIC ->
          new DictionaryPatches(
              com.atilika.kuromoji.ipadic.Tokenizer.class, "", List.of(), ipadicFiles(), true);
      case UNIDIC_LITE ->
          new DictionaryPatches(
              com.atilika.kuromoji.unidic.Tokenizer.class,
              span('0', '9') + span('A', 'z') + span('０', '９') + span('Ａ', 'Ｚ') + span('ａ', 'ｚ'),
              List.of(
                  new Added("令和", List.of(Entry.of(4786, 4786, 8205))),
                  new Added("㋿", List.of(Entry.of(5969, 5969, 2588), Entry.of(4786, 4786, 3992)))),
              List.of(),
              false);
    };
  }

  /**
   * MeCab lets a later line of {@code char.def} replace an earlier one and leads with its first
   * class; Kuromoji joins them and leads with the first by name.
   */
  static void patchClasses(CharacterDefinitions definitions) {
    definitions.setCategories('\u00d0', new String[] {"ALPHA"});
    definitions.setCategories('々', new String[] {"SYMBOL"});
    definitions.setCategories('〇', new String[] {"SYMBOL", "KANJINUMERIC"});
    for (int i = 0; i < KANJI_NUMERALS.length(); i++) {
      definitions.setCategories(KANJI_NUMERALS.charAt(i), new String[] {"KANJINUMERIC", "KANJI"});
    }
  }

  /** The word ids of one surface in MeCab's order, which decides between equal costs. */
  int[] inOrder(int[] words) {
    if (fileOrder.isEmpty() || words.length < 2) {
      return words;
    }
    return Arrays.stream(words)
        .boxed()
        .sorted(Comparator.comparingInt(this::place))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private int place(int word) {
    int place = 0;
    for (SourceFile file : fileOrder) {
      if (file.firstWord() <= word) {
        place = file.place();
      }
    }
    return place;
  }

  private static String span(char first, char last) {
    StringBuilder chars = new StringBuilder();
    for (char c = first; c <= last; c++) {
      chars.append(c);
    }
    return chars.toString();
  }

  /** IPADIC has 26 source files; MeCab's package was compiled with them in another order. */
  private static List<SourceFile> ipadicFiles() {
    return List.of(
        new SourceFile(0, 0), // Adj
        new SourceFile(27210, 16), // Adnominal
        new SourceFile(27345, 14), // Adverb
        new SourceFile(30377, 23), // Auxil
        new SourceFile(30576, 10), // Conjunction
        new SourceFile(30747, 15), // Filler
        new SourceFile(30766, 8), // Interjection
        new SourceFile(31018, 1), // Noun.adjv
        new SourceFile(34346, 6), // Noun.adverbal
        new SourceFile(35141, 2), // Noun
        new SourceFile(95618, 3), // Noun.demonst
        new SourceFile(95738, 11), // Noun.nai
        new SourceFile(95780, 13), // Noun.name
        new SourceFile(129982, 24), // Noun.number
        new SourceFile(130024, 4), // Noun.org
        new SourceFile(146692, 9), // Noun.others
        new SourceFile(146843, 17), // Noun.place
        new SourceFile(219842, 18), // Noun.proper
        new SourceFile(247169, 19), // Noun.verbal
        new SourceFile(259315, 20), // Others
        new SourceFile(259317, 21), // Postp-col
        new SourceFile(259408, 12), // Postp
        new SourceFile(259554, 22), // Prefix
        new SourceFile(259775, 5), // Suffix
        new SourceFile(261168, 25), // Symbol
        new SourceFile(261376, 7)); // Verb
  }
}
