/**
 * The arithmetic that all classifiers share, without Spark: noisy-or, F1, temperature and
 * thresholds. Open {@link io.shoken.classifier.statistics.Thresholds} first.
 */
package io.shoken.classifier.statistics;
