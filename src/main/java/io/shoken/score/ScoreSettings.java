package io.shoken.score;

import io.shoken.core.UserException;
import io.shoken.quality.metric.Resampling;

/**
 * The block {@code score} of the configuration: how confidence intervals are made.
 *
 * @param resamples behind each interval; 0 makes none
 * @param seed of the resampling
 */
public record ScoreSettings(int resamples, long seed) {

  public ScoreSettings {
    if (resamples < 0 || resamples > 100_000) {
      throw UserException.usage(
          "score.resamples is " + resamples + "; expected 0 to 100000, 1000 is usual");
    }
    if (seed < 0) {
      throw UserException.usage("score.seed is " + seed + "; expected 0 or more");
    }
  }

  /** sacreBLEU's: 1000 resamples, seed 12345. */
  public static ScoreSettings defaults() {
    return new ScoreSettings(1000, Resampling.DEFAULT_SEED);
  }
}
