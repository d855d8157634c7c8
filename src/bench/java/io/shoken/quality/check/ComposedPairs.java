package io.shoken.quality.check;

import io.shoken.compose.Composer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pairs of the composer that made sample-data, for who has no real ones. */
final class ComposedPairs {
  private ComposedPairs() {}

  static List<Answer> read() {
    Map<String, Answer> pairs = new LinkedHashMap<>();
    new Composer()
        .compose(2412, "checks", 800)
        .forEach(
            scan -> {
              PairFile.add(pairs, scan.findings().english(), scan.findings().japanese());
              PairFile.add(pairs, scan.impression().english(), scan.impression().japanese());
            });
    return List.copyOf(pairs.values());
  }
}
