package io.shoken.quality.privacy;

import java.util.List;
import java.util.function.Predicate;

/** Tells which part of a passage identifies somebody: all of it, some, or nothing. */
interface Passages {

  /**
   * A part of a text.
   *
   * @param start the first char
   * @param end after the last char
   */
  record Span(int start, int end) {}

  /** The parts of {@code text} from {@code start} to {@code end}. */
  List<Span> in(String text, int start, int end);

  /** By the second column of {@code patterns.tsv}. */
  static Passages of(String name) {
    return switch (name) {
      case "any" -> digits(found -> true);
      case "some" -> digits(found -> !found.isEmpty());
      case "four" -> digits(found -> found.length() >= 4);
      case "five" -> digits(found -> found.length() >= 5);
      case "phone" -> digits(found -> found.length() >= 9 && found.length() <= 15);
      case "turkish" -> digits(CheckDigits::turkish);
      case "japanese" -> digits(CheckDigits::japanese);
      case "name1" -> (text, start, end) -> LatinNames.in(text, start, end, 1);
      case "name2" -> (text, start, end) -> LatinNames.in(text, start, end, 2);
      case "given" -> LatinNames::withGivenName;
      case "janame" -> JapaneseNames::named;
      case "person" -> JapaneseNames::in;
      default -> throw new IllegalArgumentException("no passage " + name);
    };
  }

  private static Passages digits(Predicate<String> digits) {
    return (text, start, end) ->
        digits.test(text.substring(start, end).replaceAll("[^0-9]", ""))
            ? List.of(new Span(start, end))
            : List.of();
  }
}
