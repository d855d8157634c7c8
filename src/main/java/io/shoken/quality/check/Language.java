package io.shoken.quality.check;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The two languages, and how a text of each is cut into sentences. */
public enum Language {
  /** After a stop, where a word or a bullet follows; after a closing quote; at line ends. */
  ENGLISH(
      "en",
      "(?<=[.?!][\"”']?)\\s+(?=[\"“'(]?[A-Z0-9])"
          + "|(?<=[a-z]{4}\\)?[.])\\s+"
          + "|(?<=[a-z]{4}[?])\\s+(?![^(]*\\))"
          + "|(?<=[a-z]{4})[.](?=[A-Za-z]{2})"
          + "|(?<=[a-z0-9.)][\"”])\\s+"
          + "|\\s*[•·▪●]\\s*|\\s*\\R\\s*",
      "(?<=[.?!][\"”']?)\\s+(?=[\"“'(]?[A-Z0-9])(?![^()\\n]*\\))"
          + "|(?<=[a-z]{4}\\)?[.])\\s+"
          + "|(?<=[a-z]{4}[?])\\s+(?![^(]*\\))"
          + "|(?<=[a-z]{4})[.](?=[A-Za-z]{2})"
          + "|(?<=[a-z0-9.)][\"”])\\s+"
          + "|\\s*[•·▪●]\\s*|\\s*\\R\\s*"),
  /** After a stop or a question, but for those in brackets; at line ends. */
  JAPANESE(
      "ja",
      "(?<=[。!?])(?![)」、,。!?\\]]|[^(。]*\\))|\\s*\\R\\s*",
      "(?<=[。!?])(?![)」』\"”、,。!?\\]]|[^(。]*\\))|(?<=。[」』\"”])\\s*(?![)、,。])|\\s*\\R\\s*");

  private static final Pattern WORDLESS = Pattern.compile("[^\\p{L}\\p{N}]*");

  private final String code;
  private final Pattern end;
  private final Pattern finerEnd;

  Language(String code, String end, String finerEnd) {
    this.code = code;
    this.end = Pattern.compile(end);
    this.finerEnd = Pattern.compile(finerEnd);
  }

  /** As in the word lists. */
  String code() {
    return code;
  }

  /** NFKC, and lower case where there is one: the form that words are looked up in. */
  static String fold(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  /**
   * Where a sentence stands.
   *
   * @param start its first char
   * @param end after its last char
   */
  public record Span(int start, int end) {
    /** The sentence. */
    public String of(String text) {
      return text.substring(start, end);
    }
  }

  /**
   * The sentences of a text as it is, in order, each without outer white space; what has no letter
   * and no digit is none.
   */
  public List<Span> spans(String text) {
    return spans(text, end);
  }

  private static List<Span> spans(String text, Pattern end) {
    List<Span> spans = new ArrayList<>();
    Matcher ends = end.matcher(text);
    int at = 0;
    while (ends.find()) {
      addSpan(spans, text, at, ends.start());
      at = ends.end();
    }
    addSpan(spans, text, at, text.length());
    return spans;
  }

  private static void addSpan(List<Span> spans, String text, int from, int to) {
    String part = text.substring(from, to);
    if (!WORDLESS.matcher(part).matches()) {
      int start = from + part.length() - part.stripLeading().length();
      spans.add(new Span(start, start + part.strip().length()));
    }
  }

  /** The sentences of the folded text. */
  List<String> sentences(String text) {
    String source = Normalizer.normalize(text, Normalizer.Form.NFKC);
    return spans(source, finerEnd).stream()
        .map(span -> span.of(source).toLowerCase(Locale.ROOT))
        .toList();
  }
}
