/**
 * How close a Japanese text is to its reference: BLEU, chrF, TER, ROUGE, edit rate and clinical
 * fidelity, each as counts that can be added up. Open {@link io.shoken.quality.metric.Scorer}
 * first, then {@link io.shoken.quality.metric.Measure}.
 */
package io.shoken.quality.metric;
