package io.shoken.text.japanese.mecab;

import java.util.Objects;

/**
 * MeCab's segmentation: of all ways to write a text as dictionary words and guessed unknown words,
 * the one with the lowest sum of word and connection costs, and of several such the one that MeCab
 * takes. One instance per edition and JVM; its tables are read on first use (about 80 MB for {@code
 * UNIDIC_LITE}, 20 MB for {@code IPADIC}).
 *
 * <p>The words equal MeCab's with these exceptions, all outside of what reports hold: MeCab behind
 * a C string ends at a NUL character and here it is a symbol like any other; an unpaired surrogate,
 * which MeCab cannot be given, is a symbol too; MeCab gives up on a text whose costs sum up to over
 * 2^31 and here it is cut on (see {@link Lattice#MAX_PENDING}).
 */
public final class MecabSegmenter implements Segmenter {
  private final Edition edition;
  private final ThreadLocal<Lattice> lattices;

  private MecabSegmenter(Edition edition) {
    this.edition = edition;
    Dictionary dictionary = DictionaryReader.read(edition);
    this.lattices =
        ThreadLocal.withInitial(
            () -> new Lattice(dictionary, new SentenceMemo(SentenceMemo.SLOTS)));
  }

  /** The JVM's segmenter for this edition. */
  public static MecabSegmenter of(Edition edition) {
    return switch (edition) {
      case IPADIC -> Ipadic.INSTANCE;
      case UNIDIC_LITE -> UnidicLite.INSTANCE;
    };
  }

  @Override
  public WordSpans segment(String text) {
    return lattices.get().segment(Objects.requireNonNull(text, "text"));
  }

  @Override
  public String signature() {
    return edition.signature();
  }

  private static final class Ipadic {
    static final MecabSegmenter INSTANCE = new MecabSegmenter(Edition.IPADIC);
  }

  private static final class UnidicLite {
    static final MecabSegmenter INSTANCE = new MecabSegmenter(Edition.UNIDIC_LITE);
  }
}
