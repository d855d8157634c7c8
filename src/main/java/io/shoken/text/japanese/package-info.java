/**
 * Japanese words and sub-words exactly as MeCab and BertJapaneseTokenizer cut them, from Kuromoji's
 * dictionary data and without Python. Open {@link io.shoken.text.japanese.JapaneseBertTokenizer}
 * first for model input, {@link io.shoken.text.japanese.mecab.MecabSegmenter} for words alone.
 */
package io.shoken.text.japanese;
