package io.shoken.quality.metric;

import io.shoken.core.UserException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Scores hypotheses against references with several measures at once: {@link #count} for each pair,
 * anywhere and in any order, then {@link #scores} for all of them. Thread-safe.
 */
public final class Scorer {
  /** The longest text that is taken, in chars; a report has about 550. */
  public static final int MAX_LENGTH = 50_000;

  private final List<Measure> measures;
  private final int resamples;
  private final long seed;

  /**
   * @param resamples for 95 % intervals; 0 for none, 1000 is usual
   * @param seed of the resampling; {@link Resampling#DEFAULT_SEED} is sacreBLEU's
   */
  public Scorer(List<Measure> measures, int resamples, long seed) {
    this.measures = List.copyOf(measures);
    this.resamples = resamples;
    this.seed = seed;
  }

  /**
   * All that this package has for a Japanese text: BLEU, TER and ROUGE on MeCab's words and on
   * characters, BLEU also in 13a, chrF, chrF++, edit rate, and the four kinds of fidelity.
   */
  public static List<Measure> standard() {
    Tokenizer words = Tokenizers.jaMecab();
    Tokenizer characters = Tokenizers.character();
    Stream<Measure> general =
        Stream.of(
            Bleu.corpus(words),
            Bleu.corpus(characters),
            Bleu.corpus(Tokenizers.mteval13a()),
            Chrf.plain(),
            Chrf.plusPlus(),
            new Ter(words, Ter.Options.DEFAULT),
            new Ter(characters, Ter.Options.DEFAULT),
            new Rouge(words),
            new Rouge(characters),
            new EditRate());
    Stream<Measure> fidelity = Stream.of(Fidelity.Kind.values()).map(Fidelity::new);
    return Stream.concat(general, fidelity).toList();
  }

  /** One pair's counts by each measure. */
  public record Counted(String id, List<Counts> counts) {

    /** The counts for a table: for each measure its width, then its values, big-endian. */
    public byte[] toBytes() {
      int longs = counts.stream().mapToInt(c -> 1 + c.width()).sum();
      ByteBuffer bytes = ByteBuffer.allocate(longs * Long.BYTES);
      for (Counts c : counts) {
        bytes.putLong(c.width());
        LongStream.of(c.toArray()).forEach(bytes::putLong);
      }
      return bytes.array();
    }

    /** The reverse of {@link #toBytes}. */
    public static Counted ofBytes(String id, byte[] bytes) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      List<Counts> counts = new ArrayList<>();
      while (buffer.hasRemaining()) {
        long[] values = new long[(int) buffer.getLong()];
        Arrays.setAll(values, i -> buffer.getLong());
        counts.add(Counts.of(values));
      }
      return new Counted(id, List.copyOf(counts));
    }
  }

  /**
   * Counts one pair.
   *
   * @param id names the pair in lists of failing texts and in errors: a report id or a line
   * @throws UserException (input) if a text is longer than {@link #MAX_LENGTH}
   */
  public Counted count(String id, String hypothesis, String reference) {
    int length = Math.max(hypothesis.length(), reference.length());
    if (length > MAX_LENGTH) {
      throw UserException.input(
          "%s: a text of %,d characters cannot be scored, the limit is %,d; split it"
              .formatted(id, length, MAX_LENGTH));
    }
    Pair pair = new Pair(hypothesis, reference);
    return new Counted(id, measures.stream().map(m -> m.count(pair)).toList());
  }

  /**
   * The scores of a corpus. Values do not depend on the order of the pairs; intervals do, so give
   * them in a fixed one.
   *
   * @param section what the rows are said to be of
   * @param corpus at least one pair
   */
  public Scores scores(String section, List<Counted> corpus) {
    if (corpus.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to score in " + section);
    }
    List<Scores.Row> rows = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    Map<String, List<String>> failing = new LinkedHashMap<>();
    for (int m = 0; m < measures.size(); m++) {
      Measure measure = measures.get(m);
      int index = m;
      List<Counts> counts = corpus.stream().map(c -> c.counts().get(index)).toList();
      Scored scored = score(measure, counts);
      rows.addAll(scored.rows(section));
      scored.line().ifPresent(lines::add);
      if (measure instanceof Fidelity fidelity) {
        failing.put(
            fidelity.kind().key(),
            corpus.stream()
                .filter(c -> measure.fails(c.counts().get(index)))
                .map(Counted::id)
                .toList());
      }
    }
    return new Scores(List.copyOf(rows), List.copyOf(lines), failing);
  }

  private Scored score(Measure measure, List<Counts> counts) {
    Counts total = counts.stream().reduce(Counts.zero(measure.width()), Counts::plus);
    if (resamples == 0) {
      return new Scored(measure, total, counts.size(), measure.signature(), List.of());
    }
    return new Scored(
        measure,
        total,
        counts.size(),
        measure.signature().withBootstrap(resamples, seed),
        Resampling.bootstrap(measure, counts, resamples, seed));
  }
}
