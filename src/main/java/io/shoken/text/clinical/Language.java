package io.shoken.text.clinical;

import io.shoken.text.SentenceCutter;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** The two languages of a report and its translation. */
public enum Language {
  ENGLISH("en", SentenceCutter.ENGLISH_FINER),
  JAPANESE("ja", SentenceCutter.JAPANESE_FINER);

  private final String code;
  private final SentenceCutter cutter;

  Language(String code, SentenceCutter cutter) {
    this.code = code;
    this.cutter = cutter;
  }

  /** The first column of the word lists: {@code en} or {@code ja}. */
  String code() {
    return code;
  }

  /** NFKC, and lower case where there is one: the form that words are looked up in. */
  public static String fold(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  /** The sentences of a text, folded, in order. */
  public List<String> sentences(String text) {
    return cutter.sentences(Normalizer.normalize(text, Normalizer.Form.NFKC)).stream()
        .map(sentence -> sentence.toLowerCase(Locale.ROOT))
        .toList();
  }
}
