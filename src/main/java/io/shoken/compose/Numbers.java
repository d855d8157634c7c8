package io.shoken.compose;

import java.util.List;

/**
 * Draws sizes, counts and dates as radiologists write them. A number is the same in both languages,
 * so that a check for lost numbers can compare them.
 */
final class Numbers {

  private static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");

  private final Dice dice;
  private final int year;
  private final int month;
  private final int day;

  /** Draws the date of the earlier scan that everything in this scan is compared with. */
  Numbers(Dice dice) {
    this.dice = dice;
    this.year = dice.between(2015, 2023);
    this.month = dice.between(1, 12);
    this.day = dice.between(1, 28);
  }

  /** A count in the range {@code low-high}. */
  String count(String range) {
    return Integer.toString(within(range));
  }

  /** A length in the range of millimetres, in mm or, from 10 mm on, sometimes in cm. */
  String length(String range) {
    int millimetres = within(range);
    if (millimetres >= 10 && dice.chance(0.2)) {
      return centimetres(millimetres) + " cm";
    }
    return millimetres + (millimetres < 10 && dice.chance(0.15) ? ".5 mm" : " mm");
  }

  /** Two diameters, {@code 12x8 mm}, the longer one in the range of millimetres. */
  String area(String range) {
    int longer = within(range);
    int shorter = Math.max(2, longer * dice.between(55, 95) / 100);
    return dice.chance(0.15)
        ? centimetres(longer) + "x" + centimetres(shorter) + " cm"
        : longer + "x" + shorter + " mm";
  }

  /** The date of the earlier scan in one of three ways. */
  Sentence date() {
    String japanese = year + "年" + month + "月";
    return switch (dice.between(0, 2)) {
      case 0 -> new Sentence(day + " " + MONTHS.get(month - 1) + " " + year, japanese + day + "日");
      case 1 -> new Sentence(padded(day) + "." + padded(month) + "." + year, japanese + day + "日");
      default -> new Sentence(MONTHS.get(month - 1) + " " + year, japanese);
    };
  }

  private int within(String range) {
    int dash = range.indexOf('-');
    return dice.between(
        Integer.parseInt(range.substring(0, dash)), Integer.parseInt(range.substring(dash + 1)));
  }

  private static String centimetres(int millimetres) {
    return millimetres / 10 + "." + millimetres % 10;
  }

  private static String padded(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}
