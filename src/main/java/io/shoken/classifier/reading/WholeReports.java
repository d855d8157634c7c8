package io.shoken.classifier.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/** Reads the whole text of a report, as the paper does; a long one in windows. */
final class WholeReports implements ReportReading {
  /** No evidence is sought in longer reports: the work grows with the square of their length. */
  private static final int MOST_SENTENCES = 200;

  private static final Pattern END = Pattern.compile("(?<=[。｡\\n\\r])");
  private static final Pattern STOP = Pattern.compile("[。｡]$");

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
    List<String> pieces = List.of(END.split(text));
    List<String> sentences =
        pieces.stream().map(WholeReports::bare).filter(s -> !s.isEmpty()).distinct().toList();
    boolean any = IntStream.range(0, logits.length).anyMatch(k -> verdicts.decided(logits[k], k));
    if (!any || sentences.isEmpty() || sentences.size() > MOST_SENTENCES) {
      return k -> null;
    }
    float[][] without =
        this.texts.read(sentences.stream().map(left -> without(left, pieces)).toList(), counts);
    return k ->
        sentences.get(
            IntStream.range(0, without.length)
                .reduce((a, b) -> without[b][k] < without[a][k] ? b : a)
                .orElseThrow());
  }

  private static String without(String sentence, List<String> pieces) {
    return pieces.stream().filter(p -> !bare(p).equals(sentence)).collect(Collectors.joining());
  }

  /** A sentence as the evidence reading names it, without its 。 and white space. */
  private static String bare(String piece) {
    String stripped = piece.strip();
    return STOP.matcher(stripped).replaceFirst("").strip();
  }
}
