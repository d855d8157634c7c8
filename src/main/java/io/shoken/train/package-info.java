/**
 * Training of the two linear classifiers from Japanese texts and their labels. Open {@link
 * io.shoken.train.linear.TrainLinear} first.
 */
package io.shoken.train;
