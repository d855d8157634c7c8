package io.shoken.classifier.reading;

import io.shoken.text.SentenceCutter;
import io.shoken.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/** Reads the whole text of a report, as the paper does; a long one in windows. */
final class WholeReports implements ReportReading {
  /** No evidence is sought in longer reports: the work grows with the square of their length. */
  private static final int MOST_SENTENCES = 200;

  private final TextLogits texts;
  private final Verdicts verdicts;
  private final boolean occludes;

  WholeReports(TextLogits texts, Verdicts verdicts, ReadingSettings.Evidence evidence) {
    this.texts = texts;
    this.verdicts = verdicts;
    this.occludes = evidence == ReadingSettings.Evidence.OCCLUSION;
  }

  @Override
  public List<List<Row>> read(List<String> texts, BertCounts counts) {
    float[][] logits = this.texts.read(texts, counts);
    List<List<Row>> read = new ArrayList<>(logits.length);
    for (int i = 0; i < logits.length; i++) {
      double[] z = widen(logits[i]);
      read.add(verdicts.rows(z, occludes ? evidence(texts.get(i), z, counts) : k -> null));
    }
    return read;
  }

  private static double[] widen(float[] logits) {
    return IntStream.range(0, logits.length).mapToDouble(k -> logits[k]).toArray();
  }

  /** The sentence without which a finding's logit is lowest. */
  private IntFunction<String> evidence(String text, double[] logits, BertCounts counts) {
    List<Span> spans = SentenceCutter.JAPANESE_AS_TRAINED.spans(text);
    List<String> sentences = spans.stream().map(span -> span.of(text)).distinct().toList();
    boolean any = IntStream.range(0, logits.length).anyMatch(k -> verdicts.decided(logits[k], k));
    if (!any || sentences.isEmpty() || sentences.size() > MOST_SENTENCES) {
      return k -> null;
    }
    float[][] without =
        this.texts.read(
            sentences.stream().map(left -> without(left, text, spans)).toList(), counts);
    return k ->
        sentences.get(
            IntStream.range(0, without.length)
                .reduce((a, b) -> without[b][k] < without[a][k] ? b : a)
                .orElseThrow());
  }

  /** The text without a sentence and the stop and white space behind it, wherever it recurs. */
  private static String without(String sentence, String text, List<Span> spans) {
    StringBuilder rest = new StringBuilder();
    for (int i = 0; i < spans.size(); i++) {
      if (!spans.get(i).of(text).equals(sentence)) {
        int end = i + 1 < spans.size() ? spans.get(i + 1).start() : text.length();
        rest.append(text, spans.get(i).start(), end);
      }
    }
    return rest.toString();
  }
}
