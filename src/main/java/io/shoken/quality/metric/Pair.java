package io.shoken.quality.metric;

import io.shoken.text.PythonWhitespace;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A hypothesis with its reference. Tokens are kept, so that several measures cut a text only once.
 * For one thread.
 */
final class Pair {
  private final String hypothesis;
  private final String reference;
  private final Map<Tokenizer, Ids> ids = new HashMap<>();

  /** Neither may be null; both may be empty. */
  public Pair(String hypothesis, String reference) {
    this.hypothesis = Objects.requireNonNull(hypothesis, "hypothesis");
    this.reference = Objects.requireNonNull(reference, "reference");
  }

  public String hypothesis() {
    return hypothesis;
  }

  public String reference() {
    return reference;
  }

  Pair lowercase() {
    return new Pair(hypothesis.toLowerCase(Locale.ROOT), reference.toLowerCase(Locale.ROOT));
  }

  /** The tokens of both sides as numbers: equal tokens have equal numbers. */
  Ids ids(Tokenizer tokenizer) {
    return ids.computeIfAbsent(tokenizer, this::tokenize);
  }

  private Ids tokenize(Tokenizer tokenizer) {
    // Code points are numbers already; that spares chrF a string for each of them.
    return tokenizer == Tokenizers.character()
        ? Ids.ofCharacters(hypothesis, reference)
        : Ids.ofTokens(tokenizer.tokens(hypothesis), tokenizer.tokens(reference));
  }

  /** Token numbers in [0, distinct) of both sides. The arrays are shared: do not write to them. */
  static final class Ids {
    private final int[] hypothesis;
    private final int[] reference;
    private final int distinct;

    private Ids(int[] hypothesis, int[] reference, int distinct) {
      this.hypothesis = hypothesis;
      this.reference = reference;
      this.distinct = distinct;
    }

    int[] hypothesis() {
      return hypothesis;
    }

    int[] reference() {
      return reference;
    }

    int distinct() {
      return distinct;
    }

    static Ids ofTokens(List<String> hypothesis, List<String> reference) {
      Map<String, Integer> numbers = new HashMap<>();
      return new Ids(number(hypothesis, numbers), number(reference, numbers), numbers.size());
    }

    static Ids ofCharacters(String hypothesis, String reference) {
      int[] h = hypothesis.codePoints().filter(c -> !PythonWhitespace.isSpace(c)).toArray();
      int[] r = reference.codePoints().filter(c -> !PythonWhitespace.isSpace(c)).toArray();
      LongNumbers numbers = new LongNumbers(h.length + r.length);
      return new Ids(number(h, numbers), number(r, numbers), numbers.size());
    }

    private static int[] number(List<String> tokens, Map<String, Integer> numbers) {
      int[] ids = new int[tokens.size()];
      for (int i = 0; i < ids.length; i++) {
        Integer known = numbers.putIfAbsent(tokens.get(i), numbers.size());
        ids[i] = known == null ? numbers.size() - 1 : known;
      }
      return ids;
    }

    private static int[] number(int[] codePoints, LongNumbers numbers) {
      int[] ids = new int[codePoints.length];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = numbers.add(codePoints[i]);
      }
      return ids;
    }
  }
}
