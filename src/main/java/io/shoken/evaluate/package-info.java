/**
 * How good a classifier's predictions are against labels: per finding, over all of them, with
 * intervals and against another classifier. Open {@link io.shoken.evaluate.Evaluate} first, then
 * {@link io.shoken.evaluate.OutcomeTally} for the counts and {@link
 * io.shoken.evaluate.RankingCurve} for what needs scores.
 */
package io.shoken.evaluate;
