package io.shoken.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a text into sentences at the matches of a pattern. What lies between two matches is a
 * sentence without its outer white space; a piece without a letter or digit (or, in {@link
 * #JAPANESE_AS_TRAINED}, an empty piece) is dropped. Thread-safe.
 *
 * <p>There are two rules for each language, and one more that trained models carry. The finer rules
 * also cut after closing quotation marks and don't cut English inside brackets: the checks pair a
 * sentence with its counterpart, which needs short sentences. The coarser rules are part of the
 * keys of stored sentences, so they stay as they are.
 */
public enum SentenceCutter {
  /** After a stop where a word or a bullet follows, after a closing quote, at line ends. */
  ENGLISH("(?<=[.?!][\"”']?)\\s+(?=[\"“'(]?[A-Z0-9])|" + Rules.ENGLISH_ENDS, true),
  /** As {@link #ENGLISH}, but not inside brackets. */
  ENGLISH_FINER(
      "(?<=[.?!][\"”']?)\\s+(?=[\"“'(]?[A-Z0-9])(?![^()\\n]*\\))|" + Rules.ENGLISH_ENDS, true),
  /** After a stop or a question outside brackets, also inside quotation marks, at line ends. */
  JAPANESE_FINER(
      "(?<=[。!?])(?![)」』\"”、,。!?\\]]|[^(。]*\\))|(?<=。[」』\"”])\\s*(?![)、,。])|\\s*\\R\\s*", true),
  /**
   * At each 。 (full width, half width, or a full-width full stop) that isn't a decimal point, and
   * at line ends; the stop is no part of the sentence. Models are trained on sentences cut like
   * this, so a change would change what they predict.
   */
  JAPANESE_AS_TRAINED("[\\n\\r]|(?<!\\p{Nd})[。｡．]|[。｡．](?!\\p{Nd})", false);

  /** Parts of patterns; an enum's constants can't refer to its own static fields. */
  private static final class Rules {
    static final Pattern WITHOUT_WORD = Pattern.compile("[^\\p{L}\\p{N}]*");
    static final String ENGLISH_ENDS =
        "(?<=[a-z]{4}\\)?[.])\\s+"
            + "|(?<=[a-z]{4}[?])\\s+(?![^(]*\\))"
            + "|(?<=[a-z]{4})[.](?=[A-Za-z]{2})"
            + "|(?<=[a-z0-9.)][\"”])\\s+"
            + "|\\s*[•·▪●]\\s*|\\s*\\R\\s*";
  }

  private final Pattern end;
  private final boolean needsWord;

  SentenceCutter(String end, boolean needsWord) {
    this.end = Pattern.compile(end);
    this.needsWord = needsWord;
  }

  /** Where the sentences of a text are, in order. */
  public List<Span> spans(String text) {
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

  /** The sentences of a text, in order. */
  public List<String> sentences(String text) {
    return spans(text).stream().map(span -> span.of(text)).toList();
  }

  private void addSpan(List<Span> spans, String text, int from, int to) {
    String part = text.substring(from, to);
    if (!part.isBlank() && !(needsWord && Rules.WITHOUT_WORD.matcher(part).matches())) {
      int start = from + part.length() - part.stripLeading().length();
      spans.add(new Span(start, start + part.strip().length()));
    }
  }
}
