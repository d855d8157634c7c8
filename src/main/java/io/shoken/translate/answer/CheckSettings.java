package io.shoken.translate.answer;

import io.shoken.quality.check.Check;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What checks of an answer's text lead to.
 *
 * @param enabled whether answers are checked at all
 * @param askAgain how often a text is asked for again, with the fault in the prompt, because a
 *     check named in {@code reject} or {@code doubt} failed
 * @param reject the checks whose failure in the last answer rejects it
 * @param doubt the checks whose failure in the last answer makes the row doubtful; what is named in
 *     neither list is only recorded
 */
public record CheckSettings(boolean enabled, int askAgain, List<String> reject, List<String> doubt)
    implements Serializable {

  /** Copies the lists. */
  public CheckSettings {
    if (askAgain < 0) {
      throw new IllegalArgumentException("ask-again is " + askAgain + ", expected 0 or more");
    }
    reject = known("reject", reject);
    doubt = known("doubt", doubt);
  }

  private static List<String> known(String key, List<String> names) {
    for (String name : names) {
      if (Check.ofKey(name).isEmpty()) {
        throw new IllegalArgumentException(
            "%s holds %s, expected some of %s"
                .formatted(
                    key,
                    name,
                    Arrays.stream(Check.values())
                        .map(Check::key)
                        .collect(Collectors.joining(" "))));
      }
    }
    return List.copyOf(names);
  }

  /** No checks. */
  public static CheckSettings off() {
    return new CheckSettings(false, 0, List.of(), List.of());
  }

  boolean rejects(Check check) {
    return reject.contains(check.key());
  }

  boolean doubts(Check check) {
    return doubt.contains(check.key());
  }
}
