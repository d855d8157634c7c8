package io.shoken.quality.check;

import java.util.Arrays;
import java.util.Optional;

/** The checks, in the order of their results. */
public enum Check {
  /** The service said that the answer is complete. */
  FINISH("finish"),
  /** The answer is Japanese: it has kana where it is long enough, and no other script. */
  LANGUAGE("language"),
  /** The service did not decline. */
  REFUSAL("refusal"),
  /** Nothing but the translation: no greeting, heading, remark, markup or polite form. */
  CHATTER("chatter"),
  /** No English words but units, abbreviations and signs. */
  ENGLISH("english"),
  /** As many lines as the source. */
  LINES("lines"),
  /** A length that the source's length allows. */
  LENGTH("length"),
  /** Nothing is said over and over. */
  REPETITION("repetition"),
  /** The answer does not stop in the middle of a sentence. */
  ENDING("ending"),
  /** Each sentence has its counterpart, and none is new. */
  SENTENCES("sentences"),
  /** Numbers with their units, as multisets. */
  NUMBERS("numbers"),
  /** Left and right, sentence by sentence. */
  SIDES("sides"),
  /** As many negations in a sentence as in its counterpart. */
  NEGATIONS("negations"),
  /** What is uncertain stays so, and what is certain too. */
  UNCERTAINTY("uncertainty"),
  /** The same findings are spoken of. */
  TERMS("terms");

  private final String key;

  Check(String key) {
    this.key = key;
  }

  /** Its name in settings and in the column {@code checks}. */
  public String key() {
    return key;
  }

  public static Optional<Check> ofKey(String key) {
    return Arrays.stream(values()).filter(c -> c.key.equals(key)).findFirst();
  }
}
