package io.shoken.classifier.bert.recipe;

import io.shoken.classifier.bert.engine.Precision;
import io.shoken.classifier.bert.recipe.FineTuneSettings.BestBy;
import io.shoken.classifier.bert.weights.ReadingMode;
import java.time.Duration;
import java.util.Optional;

/** Settings of a training that takes a moment. */
public final class TinySettings {
  private TinySettings() {}

  /** One layer, two passes over the words, so many over the findings. */
  public static FineTuneSettings of(int epochs, ReadingMode reading, double validationShare) {
    return of(2, epochs, reading, validationShare);
  }

  /** For a model that knows its language: no passes over the words. */
  public static FineTuneSettings ofModel(int epochs, ReadingMode reading, double validationShare) {
    return of(0, epochs, reading, validationShare);
  }

  private static FineTuneSettings of(
      int passes, int epochs, ReadingMode reading, double validationShare) {
    return new FineTuneSettings(
        epochs,
        8,
        1,
        1e-2,
        0.1,
        0.01,
        1,
        64,
        reading,
        "sentence",
        false,
        BestBy.MACRO_F1,
        0,
        validationShare,
        50,
        1,
        1,
        Precision.FP32,
        1,
        Optional.of(1),
        4096,
        Optional.empty(),
        "unknown",
        new FineTuneSettings.Shape(1, 32, 2, 64, 160, 400, 0.1),
        new FineTuneSettings.Pretraining(passes, 16, 1e-3, 0.1, 0.01),
        new FineTuneSettings.Checkpoints(Optional.empty(), Duration.ofMinutes(5)));
  }
}
