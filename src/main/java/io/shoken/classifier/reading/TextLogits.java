package io.shoken.classifier.reading;

import io.shoken.classifier.bert.engine.BertModel;
import io.shoken.classifier.reading.ReadingSettings.Pooling;
import io.shoken.domain.Finding;
import io.shoken.text.japanese.Encoding;
import io.shoken.text.japanese.JapaneseBertTokenizer;
import io.shoken.text.japanese.Windows;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts of any length through a tokenizer and a BERT. Texts over the model's positions are read in
 * windows cut at sentence ends, whose logits are pooled. Thread-safe.
 */
final class TextLogits {
  private final JapaneseBertTokenizer tokenizer;
  private final BertModel model;
  private final Windows windows;
  private final Pooling pooling;

  TextLogits(JapaneseBertTokenizer tokenizer, BertModel model, ReadingSettings settings) {
    this.tokenizer = tokenizer;
    this.model = model;
    this.pooling = settings.windows().pool();
    int positions = model.config().positions();
    this.windows = Windows.ofAtMost(positions, settings.windows().overlap());
  }

  /** Logits of each text, in the order of {@link Finding}. */
  float[][] read(List<String> texts, BertCounts counts) {
    List<int[]> sequences = new ArrayList<>();
    int[] ends = new int[texts.size()];
    for (int i = 0; i < ends.length; i++) {
      Encoding encoding = tokenizer.encode(texts.get(i));
      List<Windows.Window> cut = windows.of(encoding);
      cut.forEach(window -> sequences.add(window.ids(encoding)));
      ends[i] = sequences.size();
      if (cut.size() > 1) {
        counts.add(BertCounts.Name.TEXTS_IN_WINDOWS, 1);
        counts.add(BertCounts.Name.WINDOWS, cut.size());
      }
    }
    float[][] logits = model.logits(sequences);
    float[][] pooled = new float[ends.length][];
    for (int i = 0; i < ends.length; i++) {
      pooled[i] = pool(logits, i == 0 ? 0 : ends[i - 1], ends[i]);
    }
    return pooled;
  }

  private float[] pool(float[][] logits, int from, int to) {
    float[] pooled = logits[from].clone();
    for (int w = from + 1; w < to; w++) {
      for (int k = 0; k < pooled.length; k++) {
        float z = logits[w][k];
        pooled[k] = pooling == Pooling.MAX ? Math.max(pooled[k], z) : pooled[k] + z;
      }
    }
    if (pooling == Pooling.MEAN) {
      for (int k = 0; k < pooled.length; k++) {
        pooled[k] /= to - from;
      }
    }
    return pooled;
  }
}
