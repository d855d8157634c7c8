/**
 * Cuts Japanese text into the words that MeCab finds, with the dictionaries of Kuromoji's jars
 * patched to MeCab's. Open {@link io.shoken.text.japanese.mecab.MecabSegmenter} first, then {@link
 * io.shoken.text.japanese.mecab.Lattice} for the search.
 */
package io.shoken.text.japanese.mecab;
