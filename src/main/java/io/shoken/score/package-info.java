/**
 * How close a Japanese text is to its reference: BLEU, chrF, TER, ROUGE, edit rate and clinical
 * fidelity, each as counts that can be added up. Open {@link io.shoken.score.Scorer} first, then
 * {@link io.shoken.score.Measure}.
 */
package io.shoken.score;
