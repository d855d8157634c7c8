package io.shoken.text.clinical;

import io.shoken.text.TsvResource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the numbers of a folded text that its translation must share. Dates become their three
 * numbers, so that their order does not matter; a number before another with a unit shares it
 * ({@code 3 x 5 mm}); names such as {@code T12} are their number.
 */
public final class Quantities {

  /** Names that hold a digit but no number. */
  private static final Pattern NAMES =
      Pattern.compile("covid\\s*-?\\s*19|sars-cov-?2|h1n1|f18|f-18");

  private static final Pattern DATE =
      Pattern.compile(
          "(?<![0-9.])([0-9]{1,4})([./-])([0-9]{1,2})\\2([0-9]{1,4})?(?![0-9]|\\.[0-9])");

  private static final Pattern MONTH_AND_YEAR =
      Pattern.compile(
          "(?<![0-9.,/-])(?:(0?[1-9]|1[0-2])[./]((?:19|20)[0-9]{2})"
              + "|((?:19|20)[0-9]{2})[./](0?[1-9]|1[0-2]))(?![0-9]|[./-][0-9])");

  private static final Pattern BRACKET = Pattern.compile("\\(([^()]{1,40})\\)");
  private static final Pattern CLAUSE_END = Pattern.compile("[\u3001\u3002;()]");

  /** Two or three lengths. */
  private static final Pattern MEASURE =
      Pattern.compile("[0-9.]+(?: ?(?:mm|cm))? ?[x\u00d7*] ?[0-9.]+(?: ?[x\u00d7*] ?[0-9.]+)?");

  private static final Pattern THOUSANDS = Pattern.compile("[0-9]+,[0-9]{3}");

  /** Month words count beside a year or a day only: {@code may} is mostly a verb. */
  private static final Map<Integer, Pattern> MONTHS = new TreeMap<>();

  private static final List<Map.Entry<Quantity, Pattern>> WORDS = new ArrayList<>();
  private static final String MONTH = "\u6708";
  private static final String INDEFINITE = "?";
  private static Pattern indefinite;
  private static Pattern countedOne;

  /** The Japanese names of the lung's segments, before a bracket with the number. */
  private static final Map<String, Pattern> SEGMENTS = new TreeMap<>();

  private static final int LONGEST_NAME = 10;

  static {
    for (List<String> row : TsvResource.rows(Quantities.class, "months.tsv")) {
      String word = "(?:" + row.get(1) + ")\\b\\.?";
      MONTHS.put(
          Integer.valueOf(row.get(0)),
          Pattern.compile("\\b" + word + "(?=,?\\s*[0-9])|(?<=[0-9][ .-])" + word));
    }
    for (List<String> row : TsvResource.rows(Quantities.class, "number-words.tsv")) {
      if (row.get(0).endsWith(INDEFINITE)) {
        indefinite = Pattern.compile(row.get(1));
        countedOne = Pattern.compile(row.get(2));
        continue;
      }
      WORDS.add(Map.entry(of(row.get(0)).get(0), Pattern.compile(row.get(1))));
      if (row.size() > 2) {
        SEGMENTS.put(row.get(0), Pattern.compile("(?:" + row.get(2) + ")\\($"));
      }
    }
  }

  private Quantities() {}

  /** The numbers in digits, and months in words beside a year or a day. */
  public static List<Quantity> of(String folded) {
    List<Quantity> quantities = new ArrayList<>();
    if (folded.chars().noneMatch(Quantities::isDigit)) {
      return quantities;
    }
    String rest = NAMES.matcher(folded).replaceAll(" ");
    String undated = takeDates(MONTH_AND_YEAR, takeDates(DATE, rest, quantities), quantities);
    MONTHS.forEach((month, words) -> addWords(words, month(month), undated, quantities));
    addNumbers(undated, quantities);
    return quantities;
  }

  /** Adds the numbers of each date and returns the text without the dates. */
  private static String takeDates(Pattern dates, String text, List<Quantity> quantities) {
    return dates
        .matcher(text)
        .replaceAll(
            date -> {
              for (int group = 1; group <= date.groupCount(); group++) {
                String number = date.group(group);
                if (number != null && isDigit(number.charAt(0))) {
                  boolean shortYear = dates == DATE && group == 4 && isShortYear(date);
                  quantities.add(plain(shortYear ? "20" + number : number));
                }
              }
              return " ";
            });
  }

  /** Whether the third number of a date is a year of two digits, as in {@code 05.03.19}. */
  private static boolean isShortYear(MatchResult date) {
    int first = Integer.parseInt(date.group(1));
    int second = Integer.parseInt(date.group(3));
    return date.group(4).length() == 2
        && Math.max(first, second) <= 31
        && Math.min(first, second) <= 12
        && Math.min(first, second) > 0;
  }

  private static Quantity month(int month) {
    return new Quantity(String.valueOf(month), BigDecimal.valueOf(month), MONTH, false);
  }

  /** Whether a number is a month, which a date in digits gives without that unit. */
  public static boolean isMonth(Quantity quantity) {
    return quantity.unit().equals(MONTH);
  }

  /**
   * Numbers that only say again what stands before them: those of a bracket whose every number the
   * clause before it has, as in {@code S7 (segment 7)} or {@code 1 cm (10 mm)}, and measures of two
   * or three lengths that recur. A translation may leave them out or put them in.
   */
  public static List<Quantity> repeated(String folded) {
    List<Quantity> repeated = new ArrayList<>();
    Matcher bracket = BRACKET.matcher(folded);
    while (bracket.find()) {
      List<Quantity> inside = of(bracket.group(1));
      String[] clauses = CLAUSE_END.split(folded.substring(0, bracket.start()), -1);
      List<Quantity> before = of(clauses[clauses.length - 1]);
      if (inside.stream().allMatch(q -> before.stream().anyMatch(q::equalsInUnit))) {
        repeated.addAll(inside);
      }
    }
    Set<String> seen = new HashSet<>();
    Matcher measure = MEASURE.matcher(folded);
    while (measure.find()) {
      if (!seen.add(measure.group())) {
        repeated.addAll(of(folded.substring(measure.start())).subList(0, lengths(measure.group())));
      }
    }
    return repeated;
  }

  private static int lengths(String measure) {
    return measure.split("[x\u00d7*]", -1).length;
  }

  /** Whether an article or {@code another} says one. */
  public static boolean saysOne(String folded) {
    return indefinite.matcher(folded).find();
  }

  /** How many things are counted as one in digits. */
  public static int countsOfOne(String folded) {
    return (int) countedOne.matcher(folded).results().count();
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** Numbers in words, which the other text may write in digits. */
  public static List<Quantity> words(String folded) {
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
    for (NumberScanner.Found found : NumberScanner.TRANSLATION.scan(text)) {
      BigDecimal value = valueOf(found.digits());
      quantities.add(
          found.name().isEmpty()
              ? new Quantity(
                  plainText(value),
                  value.multiply(found.unit().factor()),
                  found.unit().counted(),
                  found.inherited())
              : segment(value, text.substring(0, found.start())));
    }
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

  /** A number without a unit. */
  public static Quantity plain(String digits) {
    BigDecimal value = new BigDecimal(digits);
    return new Quantity(plainText(value), value, "", false);
  }

  private static BigDecimal valueOf(String digits) {
    return new BigDecimal(
        THOUSANDS.matcher(digits).matches() ? digits.replace(",", "") : digits.replace(',', '.'));
  }

  private static String plainText(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
