/**
 * The step {@code train-linear}: the evidence model and the baseline. Open {@link
 * io.shoken.train.linear.TrainLinear} first.
 */
package io.shoken.train.linear;
