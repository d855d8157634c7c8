package io.shoken.text.japanese.mecab;

/**
 * The dictionaries that MeCab's users name, each in the compiled form that the Python package of
 * that name ships. How each differs from Kuromoji's files is in docs/adr (MeCab's words).
 */
public enum Edition {
  /** IPADIC 2.7.0 as in the package ipadic 1.0.0: sacreBLEU's {@code ja-mecab}, BERT v1. */
  IPADIC("ipadic", "mecab-ipadic-2.7.0"),
  /** UniDic 2.1.2 as in the package unidic-lite 1.0.8: BERT v2 and v3. */
  UNIDIC_LITE("unidic_lite", "mecab-unidic-lite-1.0.8");

  private final String option;
  private final String signature;

  Edition(String option, String signature) {
    this.option = option;
    this.signature = signature;
  }

  /** The name that {@code mecab_kwargs.mecab_dic} has for it. */
  public String option() {
    return option;
  }

  /** Dictionary and version, for signatures. */
  public String signature() {
    return signature;
  }
}
