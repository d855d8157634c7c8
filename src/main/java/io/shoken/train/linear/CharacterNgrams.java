package io.shoken.train.linear;

import io.shoken.core.UserException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Character n-grams of one length over reports, as MLlib's RegexTokenizer, NGram and
 * CountVectorizer make them: the characters that are no white space, joined by blanks, in at least
 * a share of the reports, the most frequent first.
 *
 * @param words the vocabulary
 * @param reports the number of reports that each word is in
 * @param ofReport for each report the positions of its words, each once
 */
record CharacterNgrams(List<String> words, List<Long> reports, List<int[]> ofReport) {
  private static final Pattern CHARACTER = Pattern.compile("\\S");

  /** The characters of a text: {@code 胸 水} gives 胸 and 水. */
  static List<String> characters(String text) {
    List<String> characters = new ArrayList<>();
    for (Matcher m = CHARACTER.matcher(text); m.find(); ) {
      characters.add(m.group());
    }
    return characters;
  }

  /**
   * The n-grams of a length.
   *
   * @param texts the characters of each report
   * @param leastShare of the reports that an n-gram must be in
   * @param most words of the vocabulary
   */
  static CharacterNgrams of(List<List<String>> texts, int length, double leastShare, int most) {
    Map<String, long[]> counts = new HashMap<>(); // in all, and reports
    List<Set<String>> distinct = new ArrayList<>();
    for (List<String> text : texts) {
      Set<String> here = new HashSet<>();
      for (int i = 0; i + length <= text.size(); i++) {
        String ngram = String.join(" ", text.subList(i, i + length));
        long[] count = counts.computeIfAbsent(ngram, n -> new long[2]);
        count[0]++;
        count[1] += here.add(ngram) ? 1 : 0;
      }
      distinct.add(here);
    }
    double least = leastShare * texts.size();
    List<String> words =
        counts.entrySet().stream()
            .filter(e -> e.getValue()[1] >= least)
            .sorted(
                Comparator.comparingLong((Map.Entry<String, long[]> e) -> -e.getValue()[0])
                    .thenComparing(Map.Entry::getKey))
            .limit(most)
            .map(Map.Entry::getKey)
            .toList();
    if (words.isEmpty()) {
      throw UserException.input(
          "no %d characters in a row are in %.1f %% of the training reports; a baseline learns from longer or more alike texts"
              .formatted(length, 100 * leastShare));
    }
    return indexed(words, counts, distinct);
  }

  private static CharacterNgrams indexed(
      List<String> words, Map<String, long[]> counts, List<Set<String>> distinct) {
    Map<String, Integer> index = new HashMap<>();
    List<Long> reports = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      index.put(words.get(i), i);
      reports.add(counts.get(words.get(i))[1]);
    }
    List<int[]> ofReport =
        distinct.stream()
            .map(here -> here.stream().filter(index::containsKey).mapToInt(index::get))
            .map(positions -> positions.sorted().toArray())
            .toList();
    return new CharacterNgrams(words, reports, ofReport);
  }
}
