package io.shoken.text.japanese;

import io.shoken.core.Hashes;
import io.shoken.core.UserException;
import io.shoken.text.japanese.TokenizerSettings.Cut;
import io.shoken.text.japanese.mecab.MecabSegmenter;
import io.shoken.text.japanese.mecab.Segmenter;
import io.shoken.text.japanese.mecab.WordSpans;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Japanese text to the tokens and ids that {@code BertJapaneseTokenizer} of transformers 5 gives:
 * NFKC, MeCab's words, sub-words of the vocabulary. Thread-safe.
 *
 * <p>As there, a text that spells a special token ({@code [SEP]}) contains that token, unless the
 * folder's {@code split_special_tokens} is true; the pieces between are looked at alone. Two things
 * differ, on text that no report holds: a NUL character does not end the text, and a surrogate
 * without its partner, on which Python stops with an error, is U+FFFD.
 */
public final class JapaneseBertTokenizer {
  private final TokenizerSettings settings;
  private final Segmenter segmenter;
  private final Subwords subwords;
  private final TokenTable table;
  private final Set<String> keepCase;
  private final int first;
  private final int last;
  private final String signature;

  private JapaneseBertTokenizer(
      TokenizerSettings settings, Vocabulary vocabulary, Map<String, Integer> kept) {
    this.settings = settings;
    this.segmenter = MecabSegmenter.of(settings.dictionary());
    this.table = new TokenTable(vocabulary, kept);
    this.subwords = subwords(settings.subwords(), vocabulary, kept.get(special("unk_token")));
    this.keepCase = new HashSet<>(settings.keepCase());
    keepCase.addAll(settings.special().values());
    this.first = kept.get(special("cls_token"));
    this.last = kept.get(special("sep_token"));
    this.signature = signature(vocabulary);
  }

  /**
   * Opens a folder with {@code vocab.txt} and {@code tokenizer_config.json}, as transformers saves
   * it; {@code special_tokens_map.json} and {@code added_tokens.json} are read where they are.
   *
   * @throws UserException if a file is missing or broken, an option is not supported, or a special
   *     token has no number
   */
  public static JapaneseBertTokenizer open(Path folder) {
    return of(folder.toString(), TokenizerFolder.read(folder));
  }

  /**
   * The same from files that were read elsewhere, by name; {@link #fileNames()} lists them.
   *
   * @param where the folder's name for messages
   */
  public static JapaneseBertTokenizer of(String where, Map<String, byte[]> files) {
    return of(where, new TokenizerFolder(where, files));
  }

  private static JapaneseBertTokenizer of(String where, TokenizerFolder folder) {
    TokenizerSettings settings = folder.settings();
    Vocabulary vocabulary = folder.vocabulary();
    return new JapaneseBertTokenizer(settings, vocabulary, kept(where, settings, vocabulary));
  }

  /** The files of a folder that are read; the first two must be there. */
  public static List<String> fileNames() {
    return TokenizerFolder.NAMES;
  }

  private static Map<String, Integer> kept(
      String folder, TokenizerSettings settings, Vocabulary vocabulary) {
    Map<String, Integer> kept = new TreeMap<>(settings.added());
    for (Map.Entry<String, Integer> added : kept.entrySet()) {
      Integer id = vocabulary.ids().get(added.getKey());
      boolean agrees =
          id == null ? added.getValue() >= vocabulary.size() : id.equals(added.getValue());
      if (!agrees) {
        throw UserException.input(
            "cannot use the tokenizer in "
                + folder
                + ": an added token has the number "
                + added.getValue()
                + ", which vocab.txt gives to another; remove it from added_tokens.json");
      }
    }
    for (Map.Entry<String, String> special : settings.special().entrySet()) {
      String token = special.getValue();
      Integer id = kept.getOrDefault(token, vocabulary.ids().get(token));
      if (id == null) {
        throw UserException.input(
            "cannot use the tokenizer in "
                + folder
                + ": its "
                + special.getKey()
                + " is not among the "
                + vocabulary.size()
                + " lines of vocab.txt; add it or name another in tokenizer_config.json");
      }
      kept.put(token, id);
    }
    return kept;
  }

  private static Subwords subwords(Cut cut, Vocabulary vocabulary, int unknown) {
    return switch (cut) {
      case WORDPIECE -> new Wordpiece(vocabulary, unknown);
      case CHARACTER -> new Characters(vocabulary, unknown);
      case NONE -> new WholeWords(vocabulary, unknown);
    };
  }

  /** The text between {@code [CLS]} and {@code [SEP]}, not cut to any length. */
  public Encoding encode(String text) {
    Tokens tokens = new Tokens(table);
    tokens.add(first);
    tokens.startSentence();
    String whole = UnicodeForms.wellFormed(text);
    int from = 0;
    for (Kept token : keptTokens(whole)) {
      addPart(whole.substring(from, token.start()), tokens);
      tokens.add(table.keptId(token.text()));
      from = token.start() + token.text().length();
    }
    addPart(whole.substring(from), tokens);
    tokens.add(last);
    return tokens.encoding();
  }

  private record Kept(int start, String text) {}

  /** Where the text spells tokens that are kept whole: from the left, the longest at each place. */
  private Collection<Kept> keptTokens(String text) {
    if (!settings.keepsSpecialTokens() || table.kept().stream().noneMatch(text::contains)) {
      return List.of();
    }
    List<Kept> kept = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      for (String token : table.kept()) {
        if (text.startsWith(token, i)) {
          kept.add(new Kept(i, token));
          i += token.length() - 1;
          break;
        }
      }
    }
    return kept;
  }

  private void addPart(String part, Tokens tokens) {
    if (part.isEmpty()) {
      return;
    }
    if (!settings.splitsWords()) {
      subwords.cut(part, 0, part.length(), tokens);
      return;
    }
    String text = settings.normalizes() ? UnicodeForms.nfkc(part) : part;
    WordSpans words = segmenter.segment(text);
    int end = 0;
    for (int i = 0; i < words.count(); i++) {
      if (startsSentence(text, end, words.start(i))) {
        tokens.startSentence();
      }
      end = words.end(i);
      addWord(text, words.start(i), end, tokens);
    }
  }

  /** Whether a sentence or a line ends where the word before a gap does, or in the gap. */
  private static boolean startsSentence(String text, int from, int to) {
    boolean starts = from > 0 && text.charAt(from - 1) == STOP;
    for (int i = from; i < to && !starts; i++) {
      starts = text.charAt(i) == '\n';
    }
    return starts;
  }

  private void addWord(String text, int from, int to, Tokens tokens) {
    if (!settings.lowerCases()) {
      subwords.cut(text, from, to, tokens);
      return;
    }
    String word = text.substring(from, to);
    String cased = keepCase.contains(word) ? word : word.toLowerCase(Locale.ROOT);
    subwords.cut(cased, 0, cased.length(), tokens);
  }

  private static final char STOP = '。';

  static boolean endsSentence(String token) {
    return !token.isEmpty() && token.charAt(token.length() - 1) == STOP;
  }

  /**
   * All that the tokens depend on, in one line: two tokenizers with the same signature give the
   * same tokens. It goes into tables and model folders and is compared before a prediction.
   */
  public String signature() {
    return signature;
  }

  private String signature(Vocabulary vocabulary) {
    return String.join(
        "|",
        "words:" + (settings.splitsWords() ? segmenter.signature() : "none"),
        "norm:" + (settings.splitsWords() && settings.normalizes() ? "nfkc" : "none"),
        "case:" + (settings.lowerCases() ? "lower" : "mixed"),
        "subwords:" + settings.subwords().name().toLowerCase(Locale.ROOT),
        "vocab:" + vocabulary.hash(),
        "special:" + specialHash().substring(0, 16));
  }

  private String specialHash() {
    List<String> parts = new ArrayList<>();
    settings.special().forEach((role, token) -> parts.addAll(List.of(role, token)));
    settings.added().forEach((token, id) -> parts.addAll(List.of(token, id.toString())));
    settings.keepCase().stream().sorted().forEach(parts::add);
    parts.add(String.valueOf(settings.keepsSpecialTokens()));
    return Hashes.ofParts(parts.toArray(String[]::new));
  }

  /** Number of ids: one more than the largest that {@link #encode} can give. */
  public int vocabularySize() {
    return table.size();
  }

  /** The id of a special token by its role in the folder, such as {@code pad_token}. */
  public int specialId(String role) {
    return table.keptId(special(role));
  }

  private String special(String role) {
    return settings.special().get(role);
  }
}
