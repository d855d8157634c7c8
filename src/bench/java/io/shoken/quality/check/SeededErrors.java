package io.shoken.quality.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spoils good translations, one error a text. */
final class SeededErrors {

  /** A way to spoil a text; empty if the text has no place for it. */
  interface Error {
    Optional<Answer> in(Answer good, RandomGenerator random);
  }

  /**
   * What takes the place of what.
   *
   * @param unless what in the rest of its clause makes the change no error; null if nothing does
   * @param unlessSource what in the source makes it no error; null if nothing does
   */
  private record Replacement(Pattern pattern, String by, Pattern unless, Pattern unlessSource) {

    boolean spoils(Answer good, int start, int end) {
      return (unlessSource == null || !unlessSource.matcher(good.english()).find())
          && spoils(good.japanese(), start, end);
    }

    private boolean spoils(String text, int start, int end) {
      int from = start;
      while (from > 0 && CLAUSE_ENDS.indexOf(text.charAt(from - 1)) < 0) {
        from--;
      }
      int to = end;
      while (to < text.length() && CLAUSE_ENDS.indexOf(text.charAt(to)) < 0) {
        to++;
      }
      String rest = text.substring(from, start) + "\u25a1" + text.substring(end, to);
      return unless == null || !unless.matcher(rest).find();
    }
  }

  private static final String CLAUSE_ENDS = "\u3001\u3002\uff0c,;\uff1b()\uff08\uff09\n";

  private static final Pattern DIGIT = Pattern.compile("[0-9]");
  private static final Pattern STOP = Pattern.compile("(?<=\u3002)|(?<=\\n)");
  private static final List<String> CHATTER =
      List.of(
          "\u4ee5\u4e0b\u306b\u7ffb\u8a33\u3057\u307e\u3059\u3002\n%s",
          "Here is the translation:\n%s",
          "%s\n\n"
              + "\u6ce8\uff1a\u5c02\u9580\u7528\u8a9e\u306f\u6a19\u6e96\u7684\u306a\u8a33\u8a9e\u3092\u7528\u3044\u307e\u3057\u305f\u3002",
          "\u7ffb\u8a33\uff1a%s",
          "**\u6240\u898b**\n%s",
          "\u627f\u77e5\u3057\u307e\u3057\u305f\u3002\n%s",
          "```\n%s\n```");
  private static final List<String> REFUSALS =
      List.of(
          "\u7533\u3057\u8a33\u3042\u308a\u307e\u305b\u3093\u304c\u3001\u3053\u306e\u3054\u4f9d\u983c\u306b\u306f\u304a\u5fdc\u3048\u3067\u304d\u307e\u305b\u3093\u3002",
          "I'm sorry, but I can't help with that.",
          "\u533b\u7642\u60c5\u5831\u306e\u7ffb\u8a33\u306f\u63d0\u4f9b\u3067\u304d\u307e\u305b\u3093\u3002",
          "\u79c1\u306fAI\u30a2\u30b7\u30b9\u30bf\u30f3\u30c8\u3067\u3042\u308b\u305f\u3081\u3001\u533b\u7642\u6587\u66f8\u306e\u7ffb\u8a33\u306b\u306f\u5bfe\u5fdc\u3067\u304d\u307e\u305b\u3093\u3002",
          "\u3053\u306e\u5185\u5bb9\u306b\u3064\u3044\u3066\u306f\u304a\u7b54\u3048\u3067\u304d\u304b\u306d\u307e\u3059\u3002");

  private final Map<String, List<Replacement>> replacements = new LinkedHashMap<>();

  SeededErrors(Path rules) throws IOException {
    for (String line : Files.readAllLines(rules)) {
      if (!line.startsWith("#")) {
        String[] row = line.split("\t", -1);
        replacements
            .computeIfAbsent(row[0], unused -> new ArrayList<>())
            .add(
                new Replacement(
                    Pattern.compile(row[1]),
                    row[2],
                    row.length > 3 ? Pattern.compile(row[3]) : null,
                    row.length > 4 ? Pattern.compile(row[4]) : null));
      }
    }
  }

  Map<String, Error> kinds() {
    Map<String, Error> kinds = new LinkedHashMap<>();
    kinds.put("changed-number", SeededErrors::changedNumber);
    kinds.put("wrong-unit", replacing("wrong-unit"));
    replacements.keySet().forEach(kind -> kinds.putIfAbsent(kind, replacing(kind)));
    kinds.put("dropped-sentence", SeededErrors::droppedSentence);
    kinds.put("repeated-sentence", SeededErrors::repeatedSentence);
    kinds.put("english-sentence", SeededErrors::englishSentence);
    kinds.put("english-word", SeededErrors::englishWord);
    kinds.put("loop", SeededErrors::loop);
    kinds.put("cut-off", SeededErrors::cutOff);
    kinds.put("joined-lines", SeededErrors::joinedLines);
    kinds.put(
        "chatter", (good, random) -> with(good, pick(CHATTER, random).formatted(good.japanese())));
    kinds.put("refusal", (good, random) -> with(good, pick(REFUSALS, random)));
    kinds.put("not-translated", (good, random) -> with(good, good.english()));
    return kinds;
  }

  private Error replacing(String kind) {
    List<Replacement> rules = replacements.get(kind);
    return (good, random) -> {
      List<String> spoilt = new ArrayList<>();
      for (Replacement rule : rules) {
        Matcher matcher = rule.pattern.matcher(good.japanese());
        while (matcher.find()) {
          if (rule.spoils(good, matcher.start(), matcher.end())) {
            spoilt.add(
                good.japanese().substring(0, matcher.start())
                    + rule.by
                    + good.japanese().substring(matcher.end()));
          }
        }
      }
      return spoilt.isEmpty() ? Optional.empty() : with(good, pick(spoilt, random));
    };
  }

  private static Optional<Answer> with(Answer good, String japanese) {
    return japanese.equals(good.japanese())
        ? Optional.empty()
        : Optional.of(new Answer(good.english(), japanese.strip(), good.finishReason()));
  }

  private static <T> T pick(List<T> list, RandomGenerator random) {
    return list.get(random.nextInt(list.size()));
  }

  private static Optional<Answer> changedNumber(Answer good, RandomGenerator random) {
    List<Integer> places = DIGIT.matcher(good.japanese()).results().map(r -> r.start()).toList();
    if (places.isEmpty()) {
      return Optional.empty();
    }
    int at = pick(places, random);
    StringBuilder text = new StringBuilder(good.japanese());
    text.setCharAt(at, (char) ('0' + (text.charAt(at) - '0' + 1 + random.nextInt(9)) % 10));
    return with(good, text.toString());
  }

  private static List<String> sentences(Answer good) {
    return new ArrayList<>(
        Arrays.stream(STOP.split(good.japanese())).filter(s -> !s.isBlank()).toList());
  }

  private static Optional<Answer> droppedSentence(Answer good, RandomGenerator random) {
    List<String> sentences = sentences(good);
    if (sentences.size() < 2) {
      return Optional.empty();
    }
    int at = random.nextInt(sentences.size());
    String dropped = sentences.remove(at);
    if (dropped.endsWith("\n") && at > 0 && !sentences.get(at - 1).endsWith("\n")) {
      sentences.set(at - 1, sentences.get(at - 1) + "\n");
    }
    return with(good, String.join("", sentences));
  }

  private static Optional<Answer> repeatedSentence(Answer good, RandomGenerator random) {
    List<String> sentences = sentences(good);
    int at = random.nextInt(sentences.size());
    String again = sentences.get(at);
    if (!again.endsWith("\u3002")) {
      return Optional.empty();
    }
    sentences.add(at, again);
    return with(good, String.join("", sentences));
  }

  private static Optional<Answer> englishSentence(Answer good, RandomGenerator random) {
    List<String> english = Arrays.asList(good.english().split("(?<=\\.)\\s+"));
    List<String> sentences = sentences(good);
    if (english.size() != sentences.size()) {
      return Optional.empty();
    }
    int at = random.nextInt(sentences.size());
    sentences.set(at, english.get(at) + (sentences.get(at).endsWith("\n") ? "\n" : " "));
    return with(good, String.join("", sentences));
  }

  /** A word of the source in place of one of the answer's. */
  private static Optional<Answer> englishWord(Answer good, RandomGenerator random) {
    List<String> words =
        Pattern.compile("\\b[a-z]{6,}\\b")
            .matcher(good.english())
            .results()
            .map(r -> r.group())
            .toList();
    List<Integer> places =
        Pattern.compile("\\p{IsHan}{2}")
            .matcher(good.japanese())
            .results()
            .map(r -> r.start())
            .toList();
    if (words.isEmpty() || places.isEmpty()) {
      return Optional.empty();
    }
    int at = pick(places, random);
    return with(
        good,
        good.japanese().substring(0, at) + pick(words, random) + good.japanese().substring(at + 2));
  }

  private static Optional<Answer> loop(Answer good, RandomGenerator random) {
    List<String> sentences = sentences(good);
    int at = random.nextInt(sentences.size());
    String again = sentences.get(at).strip();
    if (again.length() < 4) {
      return Optional.empty();
    }
    List<String> kept = new ArrayList<>(sentences.subList(0, at + 1));
    kept.addAll(java.util.Collections.nCopies(6, again));
    return with(good, String.join("", kept));
  }

  /** Cut somewhere in the second half, as by a limit of tokens that nobody reported. */
  private static Optional<Answer> cutOff(Answer good, RandomGenerator random) {
    int length = good.japanese().length();
    if (length < 20) {
      return Optional.empty();
    }
    int at = length / 2 + random.nextInt(length / 2 - 5);
    return with(good, good.japanese().substring(0, at));
  }

  private static Optional<Answer> joinedLines(Answer good, RandomGenerator random) {
    List<Integer> places =
        Pattern.compile("\n+").matcher(good.japanese()).results().map(r -> r.start()).toList();
    if (places.isEmpty()) {
      return Optional.empty();
    }
    int at = pick(places, random);
    return with(
        good, good.japanese().substring(0, at) + good.japanese().substring(at).stripLeading());
  }
}
