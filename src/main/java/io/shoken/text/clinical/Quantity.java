package io.shoken.text.clinical;

import java.math.BigDecimal;

/**
 * A number of a text with its unit.
 *
 * @param written its value as a plain decimal, before conversion
 * @param value in the counted unit
 * @param unit the counted unit, empty if there is none
 * @param inherited whether the unit stands only at a later number, as in {@code 3 and 5 mm}
 */
public record Quantity(String written, BigDecimal value, String unit, boolean inherited) {

  /** Whether both have the same counted unit and value: {@code 1 cm} and {@code 10 mm}. */
  public boolean equalsInUnit(Quantity other) {
    return unit.equals(other.unit) && value.compareTo(other.value) == 0;
  }

  @Override
  public String toString() {
    return unit.isEmpty() ? written : value.stripTrailingZeros().toPlainString() + " " + unit;
  }
}
