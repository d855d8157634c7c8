package io.shoken.quality.metric;

import io.shoken.core.UserException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * BLEU's treatment of n-gram orders without a match (Chen and Cherry, WMT 2014, methods 1 to 3),
 * with sacreBLEU's default values.
 */
enum Smoothing {
  /** Each order without a match counts half of the one before: mteval's way and the default. */
  EXP("exp", 0),
  /** A match count of zero becomes 0.1. */
  FLOOR("floor", 0.1),
  /** One more match and one more n-gram in each order above the first. */
  ADD_K("add-k", 1),
  NONE("none", 0);

  private final String key;
  private final double value;

  Smoothing(String key, double value) {
    this.key = key;
    this.value = value;
  }

  /** sacreBLEU's name. */
  public String key() {
    return key;
  }

  double value() {
    return value;
  }

  String signature() {
    return value > 0 ? String.format(Locale.ROOT, "%s[%.2f]", key, value) : key;
  }

  /**
   * The smoothing of that name.
   *
   * @throws UserException (usage) if there is none
   */
  public static Smoothing ofKey(String key) {
    return Arrays.stream(values())
        .filter(s -> s.key.equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                UserException.usage(
                    "no smoothing is named "
                        + key
                        + "; choose one of "
                        + Arrays.stream(values())
                            .map(Smoothing::key)
                            .collect(Collectors.joining(", "))));
  }
}
