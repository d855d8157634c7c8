package io.shoken.quality.metric;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The numbers of a text with their units, in a normal form: NFKC, lower case, millimetres and
 * millilitres. In {@code 12.5×8mm} both numbers are millimetres. Letters right before a number
 * belong to it, as in {@code S10} or {@code Th12}.
 */
final class Quantities {

  /** A unit as it is written, the unit it is counted in, and how many of those it is. */
  private record Unit(String counted, BigDecimal factor) {
    static Unit same(String counted) {
      return new Unit(counted, BigDecimal.ONE);
    }

    static Unit times(String counted, int factor) {
      return new Unit(counted, BigDecimal.valueOf(factor));
    }
  }

  private static final Map<String, Unit> UNITS =
      Map.ofEntries(
          Map.entry("mm", Unit.same("mm")),
          Map.entry("\u30df\u30ea\u30e1\u30fc\u30c8\u30eb", Unit.same("mm")),
          Map.entry("\u30df\u30ea", Unit.same("mm")),
          Map.entry("cm", Unit.times("mm", 10)),
          Map.entry("\u30bb\u30f3\u30c1\u30e1\u30fc\u30c8\u30eb", Unit.times("mm", 10)),
          Map.entry("\u30bb\u30f3\u30c1", Unit.times("mm", 10)),
          Map.entry("ml", Unit.same("ml")),
          Map.entry("cc", Unit.same("ml")),
          Map.entry("dl", Unit.times("ml", 100)),
          Map.entry("l", Unit.times("ml", 1000)),
          Map.entry("hu", Unit.same("hu")),
          Map.entry("%", Unit.same("%")),
          Map.entry("\u30d1\u30fc\u30bb\u30f3\u30c8", Unit.same("%")),
          Map.entry("\u6b73", Unit.same("\u6b73")),
          Map.entry("\u5e74", Unit.same("\u5e74")),
          Map.entry("\u6708", Unit.same("\u6708")),
          Map.entry("\u9031", Unit.same("\u9031")),
          Map.entry("\u65e5", Unit.same("\u65e5")),
          Map.entry("\u500b", Unit.same("\u500b")),
          Map.entry("mg", Unit.same("mg")),
          Map.entry("kg", Unit.times("mg", 1_000_000)),
          Map.entry("g", Unit.times("mg", 1000)));

  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![0-9.])(?<name>[a-z]{0,2})(?<value>[0-9]+(?:,[0-9]{3})*(?:\\.[0-9]+)?)"
              + "(?:\\s*(?<unit>"
              + UNITS.keySet().stream()
                  .sorted((a, b) -> b.length() - a.length())
                  .map(Pattern::quote)
                  .collect(Collectors.joining("|"))
              + ")(?![a-z]))?(?<by>\\s*[x\u00d7*](?=\\s*[0-9]))?");

  private Quantities() {}

  /** Each as {@code value unit}, such as {@code 12 mm}, or the value alone. */
  static List<String> of(String text) {
    Matcher matcher =
        NUMBER.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT));
    List<String> quantities = new ArrayList<>();
    List<String> waiting = new ArrayList<>();
    while (matcher.find()) {
      String name = matcher.group("name");
      String value = matcher.group("value").replace(",", "");
      if (!name.isEmpty() && !name.equals("x")) {
        quantities.add(name + value);
        continue;
      }
      String written = matcher.group("unit");
      waiting.add(value);
      if (matcher.group("by") == null || written != null) {
        Unit unit = written == null ? Unit.same("") : UNITS.get(written);
        waiting.forEach(v -> quantities.add(quantity(v, unit)));
        waiting.clear();
      }
    }
    return quantities;
  }

  private static String quantity(String value, Unit unit) {
    BigDecimal counted = new BigDecimal(value).multiply(unit.factor()).stripTrailingZeros();
    return (counted.toPlainString() + " " + unit.counted()).strip();
  }
}
