package io.shoken.classifier.reading;

import io.shoken.classifier.evidence.Passages;
import io.shoken.classifier.statistics.NoisyOr;
import io.shoken.core.BoundedCache;
import io.shoken.domain.Finding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/**
 * Reads each distinct passage of a report alone and pools the logits by noisy-or: a report has a
 * finding unless none of its passages shows it. A passage that recurs in the corpus is read once in
 * each JVM.
 */
final class ReportPassages implements ReportReading {
  /** The least logit of a report, and that of an empty one: a probability of 1e-12. */
  private static final double NOTHING_SAID = Math.log(NoisyOr.LEAST);

  /** Passages whose logits are kept, about 300 bytes each: 100 MB at the most. */
  private static final int MOST_KEPT = 300_000;

  private final TextLogits texts;
  private final Verdicts verdicts;
  private final Passages passages;
  private final BoundedCache<String, float[]> known = new BoundedCache<>(MOST_KEPT);

  ReportPassages(TextLogits texts, Verdicts verdicts, Passages passages) {
    this.texts = texts;
    this.verdicts = verdicts;
    this.passages = passages;
  }

  @Override
  public List<List<Row>> read(List<String> texts, BertCounts counts) {
    List<List<String>> parts = texts.stream().map(passages::of).toList();
    Set<String> shown = new LinkedHashSet<>();
    for (List<String> report : parts) {
      Set<String> distinct = passages.shown(report);
      counts.add(BertCounts.Name.PASSAGES, distinct.size());
      shown.addAll(distinct);
    }
    Map<String, float[]> logits = known.get(shown, unread -> readNew(unread, counts));
    List<List<Row>> read = new ArrayList<>(parts.size());
    parts.forEach(report -> read.add(pool(report, logits)));
    return read;
  }

  private List<float[]> readNew(List<String> unread, BertCounts counts) {
    counts.add(BertCounts.Name.PASSAGES_READ, unread.size());
    return List.of(texts.read(unread, counts));
  }

  private List<Row> pool(List<String> parts, Map<String, float[]> logits) {
    Set<String> distinct = passages.shown(parts);
    List<float[]> said = distinct.stream().map(logits::get).toList();
    double[] pooled =
        IntStream.range(0, Finding.values().length)
            .mapToDouble(k -> said.isEmpty() ? NOTHING_SAID : NoisyOr.logit(said, k))
            .map(z -> Math.max(z, NOTHING_SAID))
            .toArray();
    List<String> shown = List.copyOf(distinct);
    return verdicts.rows(
        pooled,
        k -> said.isEmpty() ? null : asItStands(shown.get(NoisyOr.decider(said, k)), parts));
  }

  /** The passage as the report spells it; the model may have been shown 0 for its digits. */
  private String asItStands(String shown, List<String> parts) {
    return parts.stream().filter(part -> passages.shown(part).equals(shown)).findFirst().orElse("");
  }
}
