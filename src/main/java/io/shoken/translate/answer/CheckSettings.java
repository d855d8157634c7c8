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
 *     check named in {@code reject} failed
 * @param reject the checks whose failure in the last answer rejects it; others are only recorded
 */
public record CheckSettings(boolean enabled, int askAgain, List<String> reject)
    implements Serializable {

  /** Copies the list. */
  public CheckSettings {
    if (askAgain < 0) {
      throw new IllegalArgumentException("ask-again is " + askAgain + ", expected 0 or more");
    }
    for (String name : reject) {
      if (Check.ofKey(name).isEmpty()) {
        throw new IllegalArgumentException(
            "reject holds %s, expected some of %s"
                .formatted(
                    name,
                    Arrays.stream(Check.values())
                        .map(Check::key)
                        .collect(Collectors.joining(" "))));
      }
    }
    reject = List.copyOf(reject);
  }

  /** No checks. */
  public static CheckSettings off() {
    return new CheckSettings(false, 0, List.of());
  }

  boolean rejects(Check check) {
    return reject.contains(check.key());
  }
}
