package io.shoken.quality.metric;

/**
 * Names everything that a score depends on, in sacreBLEU's form {@code
 * nrefs:1|case:mixed|...|version:2.6.0}. The version is that of the reference implementation whose
 * numbers ours equal.
 *
 * @param head the entries before those of resampling
 * @param tail the entries after them
 */
record Signature(String head, String tail) {
  static final String SACREBLEU = "version:2.6.0";

  static Signature sacrebleu(String entries) {
    return new Signature("nrefs:1", entries + "|" + SACREBLEU);
  }

  /** The same with intervals from that many resamples. */
  public Signature withBootstrap(int resamples, long seed) {
    return new Signature(head + "|bs:" + resamples + "|seed:" + seed, tail);
  }

  /** The same with a p-value from that many trials of approximate randomisation. */
  public Signature withRandomisation(int trials, long seed) {
    return new Signature(head + "|ar:" + trials + "|seed:" + seed, tail);
  }

  @Override
  public String toString() {
    return head + "|" + tail;
  }
}
