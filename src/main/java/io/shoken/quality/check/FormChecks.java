package io.shoken.quality.check;

import io.shoken.text.TsvResource;
import io.shoken.text.clinical.Language;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks the form of an answer: language, refusals, remarks, lines, length, repetition. */
final class FormChecks {

  private static final Pattern LATIN =
      Pattern.compile("[A-Za-zÀ-ÖØ-öø-ÿ]+(?:[-'][A-Za-zÀ-ÖØ-öø-ÿ0-9]+)*");
  private static final Set<String> LATIN_KEPT = new HashSet<>();
  private static final Pattern LATIN_PHRASES =
      Pattern.compile(
          TsvResource.rows(FormChecks.class, "latin-phrases.txt").stream()
              .map(row -> "(?:" + row.get(0) + ")")
              .collect(Collectors.joining("|")),
          Pattern.CASE_INSENSITIVE);
  private static final Pattern STOP_BEFORE = Pattern.compile("(?:[.?!:;][\"”']?|\\R)\\s*$");
  private static final List<Phrase> REFUSAL = phrases("refusal");
  private static final List<Phrase> CHATTER = phrases("chatter");
  private static final Pattern OTHER_SCRIPT =
      Pattern.compile("[\\p{IsHangul}\\p{IsCyrillic}\\p{IsArabic}\\p{IsThai}\\p{IsHebrew}]");
  private static final Pattern KANA = Pattern.compile("[\\p{IsHiragana}\\p{IsKatakana}]");
  private static final Pattern KANJI = Pattern.compile("\\p{IsHan}");
  private static final Pattern CHINESE_CHARACTERS = chinese("character");
  private static final Pattern CHINESE_WORDS = chinese("word");
  private static final Pattern BLANK_LINES = Pattern.compile("\\s*\\R\\s*");
  private static final Pattern LOOP = Pattern.compile("(.{4,80}?)\\1{3,}", Pattern.DOTALL);
  private static final int LONG_ENOUGH_FOR_KANA = 30;

  static {
    for (List<String> row : TsvResource.rows(FormChecks.class, "latin.txt")) {
      LATIN_KEPT.addAll(List.of(row.get(0).split(" ")));
    }
  }

  private final Answer answer;
  private final String english;
  private final String japanese;

  FormChecks(Answer answer) {
    this.answer = answer;
    this.english = Language.fold(answer.english()).strip();
    this.japanese = Language.fold(answer.japanese()).strip();
  }

  List<Result> all() {
    return List.of(
        Result.of(Check.FINISH, answer.finishReason().equals("stop") ? "" : "it was cut off"),
        Result.of(Check.LANGUAGE, language()),
        Result.of(Check.REFUSAL, has(REFUSAL) ? "the service declined" : ""),
        Result.of(Check.CHATTER, has(CHATTER) ? "more than the text" : ""),
        Result.of(Check.ENGLISH, leftOver()),
        Result.of(Check.LINES, lines()),
        Result.of(Check.LENGTH, length()),
        Result.of(Check.REPETITION, repetition()),
        Result.of(Check.ENDING, ending()));
  }

  /** Something a service says, and what in a source excuses it. */
  private record Phrase(Pattern pattern, Pattern excuse) {}

  private static List<Phrase> phrases(String kind) {
    List<Phrase> phrases = new ArrayList<>();
    for (List<String> row : TsvResource.rows(FormChecks.class, "chatter.tsv")) {
      if (row.get(0).equals(kind)) {
        String place =
            switch (row.get(1)) {
              case "start" -> "\\A(?:%s)";
              case "end" -> "(?:%s)\\z";
              default -> "(?:%s)";
            };
        Pattern pattern = Pattern.compile(place.formatted(row.get(2)), Pattern.MULTILINE);
        phrases.add(new Phrase(pattern, row.size() > 3 ? Pattern.compile(row.get(3)) : null));
      }
    }
    return phrases;
  }

  private boolean has(List<Phrase> phrases) {
    return phrases.stream()
        .anyMatch(
            phrase ->
                phrase.pattern.matcher(japanese).find()
                    && (phrase.excuse == null || !phrase.excuse.matcher(english).find()));
  }

  private String language() {
    if (OTHER_SCRIPT.matcher(japanese).find()) {
      return "a script that is neither Japanese nor Latin";
    }
    long letters = letters();
    long kana = KANA.matcher(japanese).results().count();
    long kanji = KANJI.matcher(japanese).results().count();
    if (letters > 0 && kana + kanji < letters / 2.0) {
      return "mostly not Japanese";
    }
    boolean chinese =
        CHINESE_CHARACTERS.matcher(japanese).find()
            || (kana == 0 && CHINESE_WORDS.matcher(japanese).find())
            || (letters > LONG_ENOUGH_FOR_KANA && kana < 0.05 * letters);
    return chinese ? "Chinese, by its script" : "";
  }

  /** Letters outside the Latin that a Japanese report keeps. */
  private long letters() {
    String text =
        LATIN
            .matcher(LATIN_PHRASES.matcher(japanese).replaceAll("\u3001"))
            .replaceAll(word -> LATIN_KEPT.contains(word.group()) ? "" : word.group());
    return text.chars().filter(Character::isLetter).count();
  }

  private static Pattern chinese(String kind) {
    return Pattern.compile(
        TsvResource.rows(FormChecks.class, "chinese.tsv").stream()
            .filter(row -> row.get(0).equals(kind))
            .map(row -> row.get(1))
            .collect(Collectors.joining("|")));
  }

  private String leftOver() {
    Set<String> words = new HashSet<>();
    String cased = Normalizer.normalize(answer.japanese(), Normalizer.Form.NFKC);
    Matcher matcher = LATIN.matcher(LATIN_PHRASES.matcher(cased).replaceAll("\u3001"));
    while (matcher.find()) {
      String word = matcher.group().toLowerCase(Locale.ROOT);
      if (word.length() > 1 && !LATIN_KEPT.contains(word) && !isName(matcher.group())) {
        words.add(word.length() > 20 ? word.substring(0, 20) : word);
      }
    }
    return words.isEmpty() ? "" : String.join(", ", words.stream().sorted().limit(5).toList());
  }

  /** Begins with a capital inside a sentence of the source: an abbreviation or somebody's name. */
  private boolean isName(String word) {
    int at = Character.isUpperCase(word.charAt(0)) ? answer.english().indexOf(word) : -1;
    return at > 0 && !STOP_BEFORE.matcher(answer.english().substring(0, at)).find();
  }

  private String lines() {
    int expected = BLANK_LINES.split(english).length;
    int seen = BLANK_LINES.split(japanese).length;
    return expected == seen ? "" : "%d, expected %d".formatted(seen, expected);
  }

  private String length() {
    String plain = LATIN_PHRASES.matcher(japanese).replaceAll("\u3001");
    double ratio = (double) plain.length() / Math.max(1, english.length());
    double slack = 12.0 / Math.max(1, english.length());
    return ratio > 0.85 + slack || ratio < 0.2 - slack
        ? "%.2f chars for each of the source".formatted(ratio)
        : "";
  }

  /** A loop of chars, or sentences that recur more often than the source's do. */
  private String repetition() {
    if (LOOP.matcher(japanese).find()) {
      return "a phrase four times in a row";
    }
    if (hasTwins(Language.JAPANESE.sentences(answer.japanese()))
        && !hasTwins(Language.ENGLISH.sentences(answer.english()))) {
      return "a sentence twice in a row";
    }
    int most = most(Language.JAPANESE.sentences(answer.japanese()));
    return most >= 3 && most > most(Language.ENGLISH.sentences(answer.english())) + 1
        ? "a sentence " + most + " times"
        : "";
  }

  private static boolean hasTwins(List<String> sentences) {
    for (int i = 1; i < sentences.size(); i++) {
      if (sentences.get(i).equals(sentences.get(i - 1))) {
        return true;
      }
    }
    return false;
  }

  private static int most(List<String> sentences) {
    Map<String, Integer> counts = new HashMap<>();
    sentences.forEach(s -> counts.merge(s, 1, Integer::sum));
    return counts.values().stream().max(Integer::compare).orElse(0);
  }

  /** Whether the source closes its last sentence and the answer does not. */
  private String ending() {
    boolean open =
        !japanese.isEmpty() && "。.!?)」』]:".indexOf(japanese.charAt(japanese.length() - 1)) < 0;
    boolean closed = !english.isEmpty() && english.charAt(english.length() - 1) == '.';
    return open && closed ? "no stop at the end" : "";
  }
}
