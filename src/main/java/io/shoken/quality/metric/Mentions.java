package io.shoken.quality.metric;

import io.shoken.text.clinical.Cues;
import io.shoken.text.clinical.Language;
import io.shoken.text.clinical.NumberScanner;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.List;

/**
 * Reads out of a Japanese text what another wording of it must keep, each mention in a normal form:
 * numbers with units, sides, negations.
 */
final class Mentions {
  private static final Cues SIDES = Cues.ofWordings("side");
  private static final Cues NEGATIONS = Cues.ofWordings("negation");

  private Mentions() {}

  /**
   * Numbers in millimetres, millilitres and so on: {@code 1.2cm} gives {@code 12 mm}, {@code
   * 12.5×8mm} gives {@code 12.5 mm} and {@code 8 mm}, {@code S10} gives {@code s10}, {@code 3}
   * gives {@code 3}.
   */
  static List<String> numbers(String text) {
    return NumberScanner.WORDING.scan(Language.fold(text)).stream().map(Mentions::number).toList();
  }

  private static String number(NumberScanner.Found found) {
    String digits = found.digits().replace(",", "");
    if (!found.name().isEmpty()) {
      return found.name() + digits;
    }
    BigDecimal value = new BigDecimal(digits).multiply(found.unit().factor()).stripTrailingZeros();
    return (value.toPlainString() + " " + found.unit().counted()).strip();
  }

  /** {@code left}, {@code right} or {@code both} for each mention of a side. */
  static List<String> sides(String text) {
    return SIDES.sequence(Normalizer.normalize(text, Normalizer.Form.NFKC));
  }

  /** {@code no} for each negation. */
  static List<String> negations(String text) {
    return NEGATIONS.sequence(Normalizer.normalize(text, Normalizer.Form.NFKC));
  }
}
