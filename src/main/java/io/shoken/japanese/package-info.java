/**
 * Japanese words and sub-words exactly as MeCab and BertJapaneseTokenizer cut them, from Kuromoji's
 * dictionary data and without Python. Open {@link io.shoken.japanese.JapaneseBertTokenizer} first
 * for model input, {@link io.shoken.japanese.MecabSegmenter} for words alone.
 */
package io.shoken.japanese;
