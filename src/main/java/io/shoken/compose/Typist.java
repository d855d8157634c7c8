package io.shoken.compose;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Puts typing errors, as real reports have them, into English sentences. */
final class Typist {

  private static final double SLIPS = 0.02;
  private static final Pattern LONG_WORD = Pattern.compile("\\b[a-z]{6,}\\b");

  private Typist() {}

  /** The sentence, now and then with two letters swapped, one left out, or a word twice. */
  static Sentence type(Sentence sentence, Dice dice) {
    if (!dice.chance(SLIPS)) {
      return sentence;
    }
    String english = sentence.english();
    List<MatchResult> words = LONG_WORD.matcher(english).results().toList();
    if (words.isEmpty()) {
      return sentence;
    }
    MatchResult word = dice.one(words);
    String slip = slip(word.group(), dice);
    return new Sentence(
        english.substring(0, word.start()) + slip + english.substring(word.end()),
        sentence.japanese());
  }

  private static String slip(String word, Dice dice) {
    int at = dice.between(1, word.length() - 3);
    return switch (dice.between(0, 2)) {
      case 0 ->
          word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
      case 1 -> word.substring(0, at) + word.substring(at + 1);
      default -> word + " " + word;
    };
  }
}
