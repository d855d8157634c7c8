package io.shoken.tokenize;

/**
 * Options of the command {@code tokenize}.
 *
 * @param folder a tokenizer or model folder, local or a Hadoop URI
 * @param madeHere whether the folder is to be made from the corpus' own words where it is missing;
 *     it is a local folder then
 * @param vocabularySize about how many tokens a vocabulary that is made here gets
 */
public record TokenizeOptions(String folder, boolean madeHere, int vocabularySize) {
  private static final int DEFAULT_SIZE = 8_000;

  /** Tokens by a folder that is there. */
  public static TokenizeOptions with(String folder) {
    return new TokenizeOptions(folder, false, DEFAULT_SIZE);
  }

  /** Tokens by a vocabulary of the corpus' words, made once and kept in this folder. */
  public static TokenizeOptions ofCorpus(String folder) {
    return new TokenizeOptions(folder, true, DEFAULT_SIZE);
  }
}
