/**
 * The {@code score} command: translations against what radiologists made of them, and pairs of
 * files. Open {@link io.shoken.score.Score} first; the measures themselves are in {@code
 * io.shoken.score}.
 */
package io.shoken.score;
