package io.shoken.check;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The two languages, and how a text of each is cut into sentences. */
enum Language {
  /** After a stop, where a word or a bullet follows; after a closing quote; at line ends. */
  ENGLISH(
      "en",
      "(?<=[.?!][\"”']?)\\s+(?=[\"“'(]?[A-Z0-9])"
          + "|(?<=[a-z]{4}\\)?[.])\\s+"
          + "|(?<=[a-z]{4}[?])\\s+(?![^(]*\\))"
          + "|(?<=[a-z]{4})[.](?=[A-Za-z]{2})"
          + "|(?<=[a-z0-9.)][\"”])\\s+"
          + "|\\s*[•·▪●]\\s*|\\s*\\R\\s*"),
  /** After a stop or a question, but for those in brackets; at line ends. */
  JAPANESE("ja", "(?<=[。!?])(?![)」、,。!?\\]]|[^(。]*\\))|\\s*\\R\\s*");

  private static final Pattern WORDLESS = Pattern.compile("[^\\p{L}\\p{N}]*");

  private final String code;
  private final Pattern end;

  Language(String code, String end) {
    this.code = code;
    this.end = Pattern.compile(end);
  }

  /** As in the word lists. */
  String code() {
    return code;
  }

  /** NFKC, and lower case where there is one: the form that words are looked up in. */
  static String fold(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  /** Folded sentences; what has no letter and no digit is none. */
  List<String> sentences(String text) {
    List<String> sentences = new ArrayList<>();
    for (String part : end.split(Normalizer.normalize(text, Normalizer.Form.NFKC), -1)) {
      if (!WORDLESS.matcher(part).matches()) {
        sentences.add(part.strip().toLowerCase(Locale.ROOT));
      }
    }
    return sentences;
  }
}
