package io.shoken.compose;

import java.util.List;

/** Japanese reports for benches that anyone can run. */
public final class ComposedTexts {
  private ComposedTexts() {}

  /** Findings and impressions of so many scans; each number of a batch gives others. */
  public static List<String> batch(int number, int reports) {
    return new Composer()
        .compose(number, "bench", reports)
        .map(scan -> (scan.findings().japanese() + "\n" + scan.impression().japanese()).strip())
        .toList();
  }
}
