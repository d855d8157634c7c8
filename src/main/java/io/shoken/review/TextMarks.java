package io.shoken.review;

import io.shoken.text.SentenceCutter;
import io.shoken.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Marks what a translation gets wrong most dangerously, numbers, sides and negations, and pairs
 * sentences, for display; the checks judge. Offsets count chars.
 */
final class TextMarks {
  private static final int ANY_CASE = Pattern.CASE_INSENSITIVE;
  private static final Pattern NUMBER =
      Pattern.compile("[0-9\uff10-\uff19]+(?:[.,\u00d7x][0-9]+)*");
  private static final Pattern ENGLISH_SIDE =
      Pattern.compile("\\b(?:left|right|both|bilateral|biapical|bibasal)\\b", ANY_CASE);
  private static final Pattern JAPANESE_SIDE = Pattern.compile("\u5de6\u53f3|[\u5de6\u53f3\u4e21]");
  private static final Pattern ENGLISH_NEGATION =
      Pattern.compile("\\b(?:no|not|without|cannot|neither|nor|none|absent|absence)\\b", ANY_CASE);
  private static final Pattern JAPANESE_NEGATION =
      Pattern.compile(
          "(?:\u8a8d\u3081|\u307f\u3089\u308c|\u3067\u304d|\u306f|\u3082|\u4f34\u308f|\u3057\u3066\u3044|\u3066\u304a\u3089)(?:\u306a\u3044|\u306a\u304b\u3063\u305f|\u305a)|\u306a\u3057|\u6d88\u5931");

  private TextMarks() {}

  /** A marked passage; its kind is {@code number}, {@code side} or {@code negation}. */
  record Mark(int start, int end, String kind) {}

  /** Sentences that belong together. */
  record SentencePair(Span en, Span ja) {}

  static List<Mark> ofEnglish(String text) {
    return marks(text, ENGLISH_SIDE, ENGLISH_NEGATION);
  }

  static List<Mark> ofJapanese(String text) {
    return marks(text, JAPANESE_SIDE, JAPANESE_NEGATION);
  }

  private static List<Mark> marks(String text, Pattern side, Pattern negation) {
    List<Mark> marks = new ArrayList<>();
    add(marks, NUMBER.matcher(text), "number");
    add(marks, side.matcher(text), "side");
    add(marks, negation.matcher(text), "negation");
    marks.sort(Comparator.comparingInt(Mark::start).thenComparingInt(Mark::end));
    return marks;
  }

  private static void add(List<Mark> marks, Matcher matcher, String kind) {
    while (matcher.find()) {
      marks.add(new Mark(matcher.start(), matcher.end(), kind));
    }
  }

  /** Sentences as the checks cut and number them. */
  static List<Span> englishSentences(String text) {
    return SentenceCutter.ENGLISH_FINER.spans(text);
  }

  /**
   * Each English sentence with its Japanese: one by one where there are as many, else the one that
   * lies at the same part of its text.
   */
  static List<SentencePair> pairs(String english, String japanese) {
    List<Span> en = englishSentences(english);
    List<Span> ja = SentenceCutter.JAPANESE_FINER.spans(japanese);
    List<SentencePair> pairs = new ArrayList<>();
    for (int i = 0; i < en.size() && !ja.isEmpty(); i++) {
      Span counterpart =
          ja.get(
              en.size() == ja.size() ? i : at(ja, middle(en.get(i)) / english.length(), japanese));
      pairs.add(new SentencePair(en.get(i), counterpart));
    }
    return pairs;
  }

  private static double middle(Span span) {
    return (span.start() + span.end()) / 2.0;
  }

  private static int at(List<Span> sentences, double part, String text) {
    int found = 0;
    while (found < sentences.size() - 1 && sentences.get(found).end() < part * text.length()) {
      found++;
    }
    return found;
  }
}
