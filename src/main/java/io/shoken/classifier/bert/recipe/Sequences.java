package io.shoken.classifier.bert.recipe;

import io.shoken.classifier.bert.weights.ReadingMode;
import io.shoken.classifier.evidence.Passages;
import io.shoken.text.japanese.Encoding;
import io.shoken.text.japanese.JapaneseBertTokenizer;
import io.shoken.text.japanese.Windows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a model is shown of a text, as token ids. A passage is encoded once, however often it
 * recurs. Not safe for several threads.
 */
final class Sequences {
  private static final int OVERLAP = 64;

  private final JapaneseBertTokenizer tokenizer;
  private final Optional<Passages> cut;
  private final int maxLength;
  private final Map<String, int[]> passages = new HashMap<>();

  /**
   * @param cut how reports are cut; empty reads them whole
   * @param maxLength tokens of a sequence at most, special tokens included
   */
  Sequences(JapaneseBertTokenizer tokenizer, Optional<Passages> cut, int maxLength) {
    this.tokenizer = tokenizer;
    this.cut = cut;
    this.maxLength = maxLength;
  }

  /** The texts that a model is shown of a report: itself, or its distinct passages. */
  static Collection<String> shown(Optional<Passages> cut, String text) {
    return cut.<Collection<String>>map(c -> c.shown(c.of(text))).orElseGet(() -> List.of(text));
  }

  /**
   * To learn from; what is over the length is left out, as {@code transformers} truncates.
   *
   * @return at least one; one alone where the report is read whole
   */
  List<int[]> toLearn(String text) {
    List<int[]> sequences = new ArrayList<>();
    for (String shown : shown(cut, text)) {
      sequences.add(cut.isPresent() ? passage(shown) : truncated(encode(shown)));
    }
    // A report of white space and marks alone has no passage, and still has labels.
    return sequences.isEmpty() ? List.of(encode("")) : sequences;
  }

  /**
   * To be read when it counts: a long text in windows, as {@code predict} reads it by default, so
   * that nothing is left out. A finding's highest logit counts.
   */
  List<int[]> toRead(String text) {
    if (cut.isPresent()) {
      return toLearn(text);
    }
    Encoding encoding = tokenizer.encode(text);
    return Windows.ofAtMost(maxLength, OVERLAP).of(encoding).stream()
        .map(window -> window.ids(encoding))
        .toList();
  }

  /** The distinct sequences of all texts, in the order of their first occurrence. */
  List<int[]> distinct(Collection<String> texts) {
    Map<String, int[]> distinct = new LinkedHashMap<>();
    for (String text : texts) {
      for (String shown : shown(cut, text)) {
        distinct.computeIfAbsent(shown, s -> cut.isPresent() ? passage(s) : truncated(encode(s)));
      }
    }
    return List.copyOf(distinct.values());
  }

  /** Whether the model pools what it reads of a report by noisy-or. */
  ReadingMode reading() {
    return cut.isPresent() ? ReadingMode.EVIDENCE : ReadingMode.REPORT;
  }

  private int[] passage(String shown) {
    return passages.computeIfAbsent(shown, s -> truncated(encode(s)));
  }

  private int[] encode(String text) {
    return tokenizer.encode(text).ids();
  }

  private int[] truncated(int[] ids) {
    if (ids.length <= maxLength) {
      return ids;
    }
    int[] kept = Arrays.copyOf(ids, maxLength);
    kept[maxLength - 1] = ids[ids.length - 1];
    return kept;
  }
}
