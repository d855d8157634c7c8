package io.shoken.text.japanese;

import io.shoken.text.japanese.mecab.Edition;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * What a tokenizer folder asks for, after everything that is not supported was refused.
 *
 * @param dictionary whose words are cut to sub-words
 * @param splitsWords whether words are looked for at all; otherwise the whole text is one word
 * @param normalizes whether a text becomes NFKC before its words are looked for
 * @param lowerCases whether words become lower case
 * @param keepCase words that stay as they are even so
 * @param subwords how words become tokens
 * @param keepsSpecialTokens whether a text that spells a special token contains that token
 * @param special the special tokens by role, such as {@code cls_token}
 * @param added tokens with their ids that are kept whole like special ones
 */
record TokenizerSettings(
    Edition dictionary,
    boolean splitsWords,
    boolean normalizes,
    boolean lowerCases,
    Set<String> keepCase,
    Cut subwords,
    boolean keepsSpecialTokens,
    SortedMap<String, String> special,
    SortedMap<String, Integer> added) {

  /** The names that {@code subword_tokenizer_type} has for them. */
  enum Cut {
    WORDPIECE,
    CHARACTER,
    /** {@code do_subword_tokenize} is false. */
    NONE
  }

  static final Map<String, String> SPECIAL_DEFAULTS =
      Map.of(
          "unk_token", "[UNK]",
          "sep_token", "[SEP]",
          "pad_token", "[PAD]",
          "cls_token", "[CLS]",
          "mask_token", "[MASK]");
}
