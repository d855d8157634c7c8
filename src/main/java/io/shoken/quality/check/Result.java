package io.shoken.quality.check;

/**
 * The result of a check.
 *
 * @param detail empty if it passed; otherwise numbers, words of the lists and positions, never a
 *     passage of a text
 */
public record Result(Check check, boolean passed, String detail) {

  static Result passed(Check check) {
    return new Result(check, true, "");
  }

  static Result failed(Check check, String detail) {
    return new Result(check, false, detail);
  }

  /** Passed if there is nothing to say. */
  static Result of(Check check, String detail) {
    return new Result(check, detail.isEmpty(), detail);
  }
}
