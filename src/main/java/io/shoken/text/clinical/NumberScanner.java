package io.shoken.text.clinical;

import io.shoken.text.TsvResource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the numbers of a folded text with their names and units. A number that a link such as
 * {@code x} joins to a later one shares its unit: {@code 3 x 5 mm} is 3 mm and 5 mm. Thread-safe.
 *
 * <p>Two scanners differ in four stated ways, because they answer different questions:
 *
 * <table>
 * <caption>The scanners</caption>
 * <tr><th></th><th>{@link #TRANSLATION}</th><th>{@link #WORDING}</th></tr>
 * <tr><td>compares</td><td>English with Japanese</td><td>Japanese with Japanese</td></tr>
 * <tr><td>letters before a number</td><td>only the {@code s} of a segment, since {@code T12} is
 * written 第12胸椎</td><td>up to two, since {@code S10} and {@code 10} differ</td></tr>
 * <tr><td>decimals</td><td>{@code 1,5} is 1.5: the sources are Turkish</td><td>{@code 1,500} is
 * 1500</td></tr>
 * <tr><td>links</td><td>also ranges and lists: {@code 3 and 5 mm}</td><td>{@code x} only</td></tr>
 * <tr><td>units</td><td>lengths, volumes, masses, HU, %, months</td><td>also years, ages, days and
 * counts, which the other language mostly writes without a unit</td></tr>
 * </table>
 */
public final class NumberScanner {

  /** Numbers that a text and its translation must share. */
  static final NumberScanner TRANSLATION =
      new NumberScanner(
          "checks",
          "(?<![0-9])(?<![0-9][.,])(?<name>(?<![a-z])s)?",
          "[0-9]+(?:[.,][0-9]+)?)(?![0-9]",
          "\\s*(?:x|×|\\*|-|~|〜|–|to|and|&|,|、|/|or|および|と|及び|から|または)\\s*(?=[0-9])");

  /** Numbers that two wordings of one Japanese text must share; part of the scores' version. */
  public static final NumberScanner WORDING =
      new NumberScanner(
          "scores",
          "(?<![0-9.])(?<name>[a-z]{0,2})",
          "[0-9]+(?:,[0-9]{3})*(?:\\.[0-9]+)?",
          "\\s*[x×*](?=\\s*[0-9])");

  /**
   * A unit and its conversion.
   *
   * @param counted the unit that values are converted to, such as {@code mm}
   * @param factor how many of those it is: 10 for {@code cm}
   */
  public record Unit(String counted, BigDecimal factor) {
    static final Unit NONE = new Unit("", BigDecimal.ONE);
  }

  /**
   * A number as it is written.
   *
   * @param name the letters right before it, empty if there are none; one with a name has no unit
   * @param digits with its commas and point
   * @param unit {@code counted} is empty if it has none
   * @param inherited whether a link follows it, so that its unit, if any, is that of a later number
   * @param start its place in the text, where the name begins
   */
  public record Found(String name, String digits, Unit unit, boolean inherited, int start) {
    private Found with(Unit later) {
      return new Found(name, digits, later, inherited, start);
    }
  }

  /** Stands before a number without being its name: {@code 3x5}. */
  private static final String TIMES = "x";

  private final Map<String, Unit> units = new TreeMap<>();
  private final Pattern number;

  private NumberScanner(String user, String name, String value, String link) {
    for (List<String> row : TsvResource.rows(NumberScanner.class, "units.tsv")) {
      if (row.size() < 4 || row.get(3).equals(user)) {
        units.put(Language.fold(row.get(0)), new Unit(row.get(1), new BigDecimal(row.get(2))));
      }
    }
    String longestFirst =
        units.keySet().stream()
            .sorted((a, b) -> b.length() - a.length())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    number =
        Pattern.compile(
            name
                + "(?<value>"
                + value
                + ")(?:\\s*(?<unit>"
                + longestFirst
                + ")(?![a-z]))?(?<link>"
                + link
                + ")?");
  }

  /** The numbers in the order in which their units are known. */
  public List<Found> scan(String folded) {
    List<Found> found = new ArrayList<>();
    List<Found> waiting = new ArrayList<>();
    Matcher matcher = number.matcher(folded);
    while (matcher.find()) {
      String name = nameOf(matcher);
      String written = matcher.group("unit");
      boolean linked = name.isEmpty() && written == null && matcher.group("link") != null;
      Unit unit = written == null ? Unit.NONE : units.get(written);
      Found one =
          new Found(
              name,
              matcher.group("value"),
              name.isEmpty() ? unit : Unit.NONE,
              linked,
              matcher.start());
      if (linked) {
        waiting.add(one);
      } else {
        if (name.isEmpty()) {
          waiting.forEach(w -> found.add(w.with(unit)));
          waiting.clear();
        }
        found.add(one);
      }
    }
    found.addAll(waiting);
    return found;
  }

  private static String nameOf(Matcher matcher) {
    String name = matcher.group("name");
    return name == null || name.equals(TIMES) ? "" : name;
  }
}
