package io.shoken.sandbox;

import java.time.Duration;
import java.util.Optional;

/** One fault of the script: what, when, and how. */
record FaultRule(FaultKind kind, Schedule when, Options how) {

  /**
   * The options that some kinds take in addition to the schedule.
   *
   * @param status of a server error
   * @param retryAfter what the answer asks to wait
   * @param asDate whether it says so with an HTTP date
   * @param asError whether a filter answers with a 400
   * @param inField whether a refusal uses the field that the protocol has for it
   * @param language of a wrong, refusing or chatty answer
   * @param bytes of each piece of a drip
   * @param interval between the pieces
   */
  record Options(
      int status,
      Optional<Duration> retryAfter,
      boolean asDate,
      boolean asError,
      boolean inField,
      String language,
      int bytes,
      Duration interval) {}

  /**
   * When a fault strikes: where all the conditions that are given hold. Calls count from 1.
   *
   * @param after calls that pass first; the other two count from there
   * @param first only that many calls; 0 for no such condition
   * @param every only each call whose number it divides; 0 for no such condition
   * @param firstPerText only that many calls of each text; 0 for no such condition
   * @param source only calls for the text of that hash; null for no such condition
   * @param share of the calls that are struck, 0 to 1, drawn from seed, text and which call of that
   *     text it is, so that it does not depend on the order in which calls arrive
   */
  record Schedule(
      long after,
      long first,
      long every,
      int firstPerText,
      String source,
      double share,
      long seed) {

    boolean needsTexts() {
      return firstPerText > 0 || share < 1;
    }

    /**
     * @param call the number of the call
     * @param text the hash of its text
     * @param callOfText which call of that text it is
     */
    boolean strikes(long call, String text, int callOfText) {
      long number = call - after;
      return number > 0
          && (source == null || source.equals(text))
          && (first == 0 || number <= first)
          && (every == 0 || number % every == 0)
          && (firstPerText == 0 || callOfText <= firstPerText)
          && (share >= 1 || Draw.of(seed, text, callOfText) < share);
    }
  }
}
