package io.shoken.review.sample;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Seeds one error that a careful reader finds into a good Japanese text: a side turned around, a
 * number changed, a negation turned around.
 */
public final class SeededError {
  private static final Pattern SIDE =
      Pattern.compile("[\u5de6\u53f3](?=\u80ba|\u4e0a|\u4e0b|\u4e2d|\u5074)");
  private static final Pattern NUMBER = Pattern.compile("(?<![0-9.SC])[1-8](?= ?(?:mm|cm))");
  private static final Pattern NEGATION =
      Pattern.compile("\u8a8d\u3081\u306a\u3044|\u8a8d\u3081\u305a|\u307f\u3089\u308c\u306a\u3044");

  private SeededError() {}

  /** The text with an error, or empty where it has no place for one. */
  public static Optional<String> into(String text) {
    Matcher side = SIDE.matcher(text);
    if (side.find()) {
      return Optional.of(replaced(text, side, side.group().equals("\u5de6") ? "\u53f3" : "\u5de6"));
    }
    Matcher number = NUMBER.matcher(text);
    if (number.find()) {
      return Optional.of(replaced(text, number, "" + (char) (number.group().charAt(0) + 1)));
    }
    Matcher negation = NEGATION.matcher(text);
    if (negation.find()) {
      String turned =
          negation.group().startsWith("\u8a8d") ? "\u8a8d\u3081\u308b" : "\u307f\u3089\u308c\u308b";
      return Optional.of(replaced(text, negation, turned));
    }
    return Optional.empty();
  }

  private static String replaced(String text, Matcher at, String by) {
    return text.substring(0, at.start()) + by + text.substring(at.end());
  }
}
