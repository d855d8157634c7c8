package io.shoken.review;

import io.shoken.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words that reviewers replaced again and again, with the English that goes with them: of the one
 * to three words that the English sentences have in common the ones that are most often where the
 * replaced word was.
 */
final class Replacements {
  private static final Pattern TOKEN =
      Pattern.compile(
          "[\\p{IsHan}\u3005\u30a0-\u30ff]+|[\\p{IsHiragana}]+|[A-Za-z]+|[0-9.]+|.",
          Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("[A-Za-z]+(?:[ -][A-Za-z]+){0,2}");
  private static final int MOST_TOKENS = 2000;
  private static final int LEAST_TIMES = 2;
  private static final Set<String> NO_TERM =
      Set.of(
          "is",
          "are",
          "was",
          "were",
          "the",
          "a",
          "an",
          "of",
          "in",
          "and",
          "no",
          "at",
          "to",
          "on",
          "with",
          "seen",
          "noted",
          "observed");

  /** A replaced word. */
  record Change(String from, String to) {}

  /**
   * A suggested term.
   *
   * @param times how often reviewers replaced it
   */
  record Suggestion(String english, String japanese, String instead, int times) {}

  private record Place(String english, String japanese) {}

  private final List<Place> sentences = new ArrayList<>();
  private final Map<Change, List<String>> changes = new LinkedHashMap<>();

  /** Most frequent first. */
  static List<Suggestion> of(List<Reviewed> texts) {
    Replacements replacements = new Replacements();
    texts.stream().filter(Reviewed::isText).forEach(replacements::read);
    return replacements.suggestions();
  }

  private void read(Reviewed text) {
    List<TextMarks.SentencePair> pairs = TextMarks.pairs(text.source(), text.shown());
    for (TextMarks.SentencePair pair : pairs) {
      sentences.add(place(text, pair));
    }
    changes(text.shown(), text.text())
        .forEach(
            (change, at) ->
                pairs.stream()
                    .filter(p -> p.ja().start() <= at && at < p.ja().end())
                    .findFirst()
                    .ifPresent(
                        p ->
                            changes
                                .computeIfAbsent(change, c -> new ArrayList<>())
                                .add(place(text, p).english())));
  }

  private static Place place(Reviewed text, TextMarks.SentencePair pair) {
    return new Place(
        pair.en().of(text.source()).toLowerCase(Locale.ROOT), pair.ja().of(text.shown()));
  }

  /** Single words that another took the place of, each with where it stood. */
  static Map<Change, Integer> changes(String from, String to) {
    List<Span> a = tokens(from);
    List<Span> b = tokens(to);
    Map<Change, Integer> changes = new LinkedHashMap<>();
    if (from.equals(to) || a.size() > MOST_TOKENS || b.size() > MOST_TOKENS) {
      return changes;
    }
    int[][] common = new int[a.size() + 1][b.size() + 1];
    for (int i = a.size() - 1; i >= 0; i--) {
      for (int j = b.size() - 1; j >= 0; j--) {
        common[i][j] =
            a.get(i).of(from).equals(b.get(j).of(to))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    while (i < a.size() && j < b.size()) {
      if (a.get(i).of(from).equals(b.get(j).of(to))) {
        i++;
        j++;
        continue;
      }
      int fromI = i;
      int fromJ = j;
      while (i < a.size() && j < b.size() && !a.get(i).of(from).equals(b.get(j).of(to))) {
        if (common[i + 1][j] >= common[i][j + 1]) {
          i++;
        } else {
          j++;
        }
      }
      if (i > fromI && j > fromJ) {
        String old = from.substring(a.get(fromI).start(), a.get(i - 1).end());
        String now = to.substring(b.get(fromJ).start(), b.get(j - 1).end());
        if (isWord(old) && isWord(now)) {
          changes.putIfAbsent(new Change(old, now), a.get(fromI).start());
        }
      }
    }
    return changes;
  }

  private static List<Span> tokens(String text) {
    List<Span> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      tokens.add(new Span(matcher.start(), matcher.end()));
    }
    return tokens;
  }

  private static boolean isWord(String text) {
    return text.length() <= 30
        && text.matches("[\\p{IsHan}\\p{IsHiragana}\u3005\u30a0-\u30ffA-Za-z]+")
        && !text.matches("\\p{IsHiragana}+");
  }

  private List<Suggestion> suggestions() {
    List<Suggestion> suggestions = new ArrayList<>();
    Set<String> terms = new HashSet<>();
    changes.entrySet().stream()
        .filter(e -> e.getValue().size() >= LEAST_TIMES)
        .sorted(
            Comparator.comparing((Map.Entry<Change, List<String>> e) -> -e.getValue().size())
                .thenComparing(e -> e.getKey().from()))
        .forEach(
            e -> {
              String english = english(e.getKey(), e.getValue());
              if (!english.isEmpty() && terms.add(english)) {
                suggestions.add(
                    new Suggestion(
                        english, e.getKey().to(), e.getKey().from(), e.getValue().size()));
              }
            });
    return suggestions;
  }

  /** The words whose sentences are most nearly those in which the replaced word stands. */
  private String english(Change change, List<String> where) {
    Map<String, Integer> candidates = new HashMap<>();
    for (String sentence : where) {
      words(sentence).forEach(w -> candidates.merge(w, 1, Integer::sum));
    }
    return candidates.entrySet().stream()
        .filter(e -> e.getValue() == where.size())
        .map(Map.Entry::getKey)
        .max(
            Comparator.comparingDouble((String w) -> overlap(w, change.from()))
                .thenComparingInt(String::length)
                .thenComparing(w -> w))
        .orElse("");
  }

  private double overlap(String words, String japanese) {
    int both = 0;
    int either = 0;
    for (Place sentence : sentences) {
      boolean en = words(sentence.english()).contains(words);
      boolean ja = sentence.japanese().contains(japanese);
      both += en && ja ? 1 : 0;
      either += en || ja ? 1 : 0;
    }
    return either == 0 ? 0 : (double) both / either;
  }

  /** One to three words in a row that neither begin nor end with a word of no content. */
  private static Set<String> words(String sentence) {
    Set<String> words = new HashSet<>();
    Matcher matcher = WORD.matcher(sentence);
    for (int at = 0; matcher.find(at); at = matcher.start() + firstWord(matcher.group())) {
      String[] parts = matcher.group().split("[ -]", -1);
      for (int n = 1; n <= parts.length; n++) {
        String term = String.join(" ", List.of(parts).subList(0, n));
        if (!NO_TERM.contains(parts[0]) && !NO_TERM.contains(parts[n - 1])) {
          words.add(term);
        }
      }
    }
    return words;
  }

  private static int firstWord(String words) {
    return words.split("[ -]", -1)[0].length();
  }
}
