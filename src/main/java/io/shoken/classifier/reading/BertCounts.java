package io.shoken.classifier.reading;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/** Counts of what was read with a BERT, added up by Spark over all tasks. */
public final class BertCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  enum Name {
    /** Times that a JVM loaded the model. */
    MODEL_LOADS,
    /** Distinct passages of each report, added up. */
    PASSAGES,
    /** Those of them that the model read; the others were in the cache. */
    PASSAGES_READ,
    /** Texts over the model's positions. */
    TEXTS_IN_WINDOWS,
    /** The windows of those. */
    WINDOWS
  }

  private final EnumMap<Name, LongAccumulator> sums = new EnumMap<>(Name.class);

  public BertCounts(SparkContext context) {
    for (Name name : Name.values()) {
      sums.put(name, context.longAccumulator(key(name)));
    }
  }

  void add(Name name, long n) {
    sums.get(name).add(n);
  }

  /** The sums by name, without those that are 0. */
  Map<String, Long> values() {
    Map<String, Long> values = new LinkedHashMap<>();
    sums.forEach(
        (name, sum) -> {
          if (sum.value() > 0) {
            values.put(key(name), sum.value());
          }
        });
    return values;
  }

  private static String key(Name name) {
    return name.name().toLowerCase(Locale.ROOT);
  }
}
