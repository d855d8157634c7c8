package io.shoken.quality.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The numbers of a folded text, in either language. Dates become their three numbers, so that their
 * order does not matter; a number before another with a unit shares it ({@code 3 x 5 mm}); names
 * such as {@code T12} are their number.
 */
final class Quantities {

  private record Unit(String counted, BigDecimal factor) {}

  private static final Map<String, Unit> UNITS = new TreeMap<>();

  static {
    for (String[] row : Resources.rows("units.tsv")) {
      UNITS.put(Language.fold(row[0]), new Unit(row[1], new BigDecimal(row[2])));
    }
  }

  /** Names that hold a digit but no number. */
  private static final Pattern NAMES =
      Pattern.compile("covid\\s*-?\\s*19|sars-cov-?2|h1n1|f18|f-18");

  private static final Pattern DATE =
      Pattern.compile(
          "(?<![0-9.])([0-9]{1,4})([./-])([0-9]{1,2})\\2([0-9]{1,4})?(?![0-9]|\\.[0-9])");

  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![0-9])(?<![0-9][.,])(?<name>(?<![a-z])s)?(?<value>[0-9]+(?:[.,][0-9]+)?)(?![0-9])"
              + "(?:\\s*(?<unit>"
              + UNITS.keySet().stream()
                  .sorted((a, b) -> b.length() - a.length())
                  .map(Pattern::quote)
                  .collect(Collectors.joining("|"))
              + ")(?![a-z]))?"
              + "(?<link>\\s*(?:x|\u00d7|\\*|-|~|\u301c|\u2013|to|and|&|,|\u3001|/|or"
              + "|\u304a\u3088\u3073|\u3068|\u53ca\u3073|\u304b\u3089|\u307e\u305f\u306f)\\s*(?=[0-9]))?");

  private static final Pattern THOUSANDS = Pattern.compile("[0-9]+,[0-9]{3}");

  /** Month words count beside a year or a day only: {@code may} is mostly a verb. */
  private static final Map<Integer, Pattern> MONTHS = new TreeMap<>();

  private static final List<Map.Entry<Quantity, Pattern>> WORDS = new ArrayList<>();

  /** The Japanese names of the lung's segments, before a bracket with the number. */
  private static final Map<String, Pattern> SEGMENTS = new TreeMap<>();

  private static final int LONGEST_NAME = 10;

  static {
    for (String[] row : Resources.rows("months.tsv")) {
      String word = "(?:" + row[1] + ")\\b\\.?";
      MONTHS.put(
          Integer.valueOf(row[0]),
          Pattern.compile("\\b" + word + "(?=,?\\s*[0-9])|(?<=[0-9][ .-])" + word));
    }
    for (String[] row : Resources.rows("number-words.tsv")) {
      WORDS.add(Map.entry(of(row[0]).get(0), Pattern.compile(row[1])));
      if (row.length > 2) {
        SEGMENTS.put(row[0], Pattern.compile("(?:" + row[2] + ")\\($"));
      }
    }
  }

  private Quantities() {}

  static List<Quantity> of(String folded) {
    List<Quantity> quantities = new ArrayList<>();
    if (folded.chars().noneMatch(Quantities::isDigit)) {
      return quantities;
    }
    String rest = NAMES.matcher(folded).replaceAll(" ");
    Matcher date = DATE.matcher(rest);
    StringBuilder without = new StringBuilder();
    while (date.find()) {
      for (int group : new int[] {1, 3, 4}) {
        if (date.group(group) != null) {
          quantities.add(plain(date.group(group)));
        }
      }
      date.appendReplacement(without, " ");
    }
    date.appendTail(without);
    MONTHS.forEach(
        (month, words) -> addWords(words, plain(String.valueOf(month)), without, quantities));
    addNumbers(without.toString(), quantities);
    return quantities;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** Numbers in words, which the other text may write in digits. */
  static List<Quantity> words(String folded) {
    List<Quantity> quantities = new ArrayList<>();
    WORDS.forEach(word -> addWords(word.getValue(), word.getKey(), folded, quantities));
    return quantities;
  }

  private static void addWords(
      Pattern words, Quantity value, CharSequence text, List<Quantity> quantities) {
    Matcher matcher = words.matcher(text);
    while (matcher.find()) {
      quantities.add(value);
    }
  }

  private static void addNumbers(String text, List<Quantity> quantities) {
    Matcher matcher = NUMBER.matcher(text);
    List<BigDecimal> waiting = new ArrayList<>();
    while (matcher.find()) {
      BigDecimal value = valueOf(matcher.group("value"));
      String written = matcher.group("unit");
      if (matcher.group("name") != null) {
        quantities.add(segment(value, text.substring(0, matcher.start())));
        continue;
      }
      if (written == null && matcher.group("link") != null) {
        waiting.add(value);
        continue;
      }
      Unit unit = written == null ? null : UNITS.get(written);
      waiting.forEach(v -> quantities.add(quantity(v, unit, true)));
      waiting.clear();
      quantities.add(quantity(value, unit, false));
    }
    waiting.forEach(v -> quantities.add(quantity(v, null, true)));
  }

  /**
   * A number such as {@code S6}. Where the name before it belongs to another number, it is of a
   * unit of its own, so that no word of the source excuses it.
   */
  private static Quantity segment(BigDecimal value, String before) {
    String end = before.substring(Math.max(0, before.length() - LONGEST_NAME));
    boolean named = SEGMENTS.values().stream().anyMatch(name -> name.matcher(end).find());
    Pattern own = SEGMENTS.get(value.toPlainString());
    boolean contradicts = named && (own == null || !own.matcher(end).find());
    return new Quantity(plainText(value), value, contradicts ? "(segment)" : "", false);
  }

  static Quantity plain(String digits) {
    BigDecimal value = new BigDecimal(digits);
    return new Quantity(plainText(value), value, "", false);
  }

  private static Quantity quantity(BigDecimal value, Unit unit, boolean inherited) {
    return unit == null
        ? new Quantity(plainText(value), value, "", inherited)
        : new Quantity(plainText(value), value.multiply(unit.factor), unit.counted, inherited);
  }

  private static BigDecimal valueOf(String digits) {
    return new BigDecimal(
        THOUSANDS.matcher(digits).matches() ? digits.replace(",", "") : digits.replace(',', '.'));
  }

  private static String plainText(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
