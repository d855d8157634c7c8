package io.shoken.evaluate;

import io.shoken.core.UserException;

/**
 * How intervals are made and which texts count.
 *
 * @param resamples of the bootstrap over reports
 * @param confidence the middle share of the resamples that an interval covers, between 0 and 1
 * @param seed of the bootstrap
 * @param excludeTrainingTexts whether reports whose text the model was trained on are left out
 */
public record EvaluateSettings(
    int resamples, double confidence, long seed, boolean excludeTrainingTexts) {

  public EvaluateSettings {
    if (resamples < 1 || resamples > 100_000) {
      throw UserException.usage(
          "evaluate.resamples is " + resamples + "; expected 1 to 100000, 1000 is usual");
    }
    if (!(confidence > 0 && confidence < 1)) {
      throw UserException.usage(
          "evaluate.confidence is " + confidence + "; expected a number between 0 and 1");
    }
  }

  /** 1000 resamples, 95 %, training texts left out. */
  public static EvaluateSettings defaults() {
    return new EvaluateSettings(1000, 0.95, 20241215, true);
  }

  /** How the numbers were made, for the manifest. */
  String signature() {
    return "f1:decision|zero_division:0|auroc:ties-half|ap:step|bootstrap:poisson-reports"
        + ("|resamples:" + resamples + "|interval:percentile-" + confidence + "|seed:" + seed)
        + "|version:1";
  }
}
