package io.shoken.quality.metric;

import java.util.List;

/** Cuts a text into the tokens that are compared. Implementations are thread-safe. */
interface Tokenizer {

  /** What stands behind {@code tok:} in a signature, such as {@code ja-mecab-0.996-IPA}. */
  String signature();

  /** The tokens in order; none is empty and none holds white space. An empty text has none. */
  List<String> tokens(String text);
}
